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
    readonly about: string;
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

const state = (): NoticeState => {
  if (!("Notification" in window)) return "impossible";
  const { permission } = Notification;
  if (permission === "default") return "asks";
  return permission === "granted" ? "allowed" : "denied";
};
