import type { Transport } from "@atelier/client";
import type { ConversationId } from "@atelier/client/types";

/** Whether the surroundings can notify, and whether the person lets them. */
type NoticeState = "allowed" | "asks" | "denied" | "impossible";

/** Notices of the system, outside of the page. */
export type Notices = {
  readonly state: () => NoticeState;
  /** Asks the person, where that is still open. */
  readonly ask: () => Promise<NoticeState>;
  /** Shows a notice; one about the same thing takes the place of the last. */
  readonly show: (notice: {
    readonly title: string;
    readonly text: string;
    readonly about: ConversationId;
    readonly onClick: () => void;
  }) => void;
};

/** Returns the notices that a page in a browser can show. */
export const createWebNotices = (): Notices => ({
  state,
  ask: async () => {
    if (state() === "asks") await Notification.requestPermission();
    return state();
  },
  show: ({ title, text, about, onClick }) => {
    if (state() !== "allowed") return;
    const notice = new Notification(title, { body: text, tag: about, silent: true });
    notice.onclick = () => {
      window.focus();
      onClick();
      notice.close();
    };
  },
});

/**
 * Returns the notices of the desktop, which the core shows for the window.
 *
 * A click on one is answered by the core: it brings the window to the front and leads to the conversation.
 */
export const createDesktopNotices = (transport: Pick<Transport, "call">): Notices => ({
  // Only the core knows; whoever wants to, asks.
  state: () => "asks",
  ask: async () => {
    try {
      const { notices } = await transport.call("desktop.status", {});
      return notices ? "allowed" : "impossible";
    } catch {
      return "impossible";
    }
  },
  show: ({ title, text, about }) => {
    // Where nobody shows it, the page itself still says that the answer is there.
    transport
      .call("desktop.notify", {
        title: cut(title, 400),
        text: cut(text, 1_000),
        conversation_id: about,
      })
      .catch(() => {});
  },
});

/** As much of a text as fits into so many bytes: no character takes more than four. */
const cut = (text: string, bytes: number): string => [...text].slice(0, bytes / 4).join("");

const state = (): NoticeState => {
  if (!("Notification" in window)) return "impossible";
  const { permission } = Notification;
  if (permission === "default") return "asks";
  return permission === "granted" ? "allowed" : "denied";
};
