import type { Conversation, ConversationId, Settings } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { useEffect, useRef } from "react";
import { useLocation } from "wouter";

import { announce } from "../components/toasts";
import { useTransport } from "../data/transport";
import { useOperation } from "../data/use-operation";
import { textOf } from "../features/chat/message-text";
import { usePlatform } from "../platform/context";

/** How many of the conversations that changed last are watched. */
const WATCHED = 50;

/** Says when an answer ended or failed in a conversation that nobody is looking at. */
export const useNotices = (
  { notify, notice_details: details }: Settings,
  conversationId: ConversationId | null,
): void => {
  const transport = useTransport();
  const { notices } = usePlatform();
  const [, navigate] = useLocation();
  const { data } = useOperation("conversation.list", { limit: WATCHED });
  const streaming = useRef<ReadonlySet<ConversationId>>(new Set());

  useEffect(() => {
    if (!data) return;
    const before = streaming.current;
    streaming.current = new Set(data.items.filter(isStreaming).map(({ id }) => id));
    for (const { id, title } of data.items) {
      if (!before.has(id) || streaming.current.has(id)) continue;
      const elsewhere = id !== conversationId;
      if (!elsewhere && isLookedAt()) continue;
      void outcome(transport, id).then(({ hasFailed, words }) => {
        const name = title === "" ? t`Untitled` : title;
        const text = hasFailed ? t`The answer failed` : t`The answer is there`;
        if (elsewhere) announce(`${text}: ${name}`);
        if (notify === "never" || (notify === "failures" && !hasFailed)) return;
        // A notice lies open on the screen: what it is about only where the person wants that.
        const said = details
          ? { title: name, text: hasFailed || words === "" ? text : words }
          : { title: "Atelier", text };
        notices.show({ ...said, about: id, onClick: () => navigate(`/c/${id}`) });
      });
    }
  }, [data, conversationId, notify, details, notices, navigate, transport]);
};

const isStreaming = ({ state }: Conversation): boolean => state === "streaming";

/** Whether a person can be taken to look at the page now. */
const isLookedAt = (): boolean => document.visibilityState === "visible" && document.hasFocus();

/** How many characters of an answer a notice shows. */
const WORDS = 120;

/** Whether the last answer of a conversation failed, and how it begins; where that cannot be read, it has not. */
const outcome = async (
  transport: ReturnType<typeof useTransport>,
  id: ConversationId,
): Promise<{ readonly hasFailed: boolean; readonly words: string }> => {
  try {
    const { items } = await transport.call("conversation.messages", { id, limit: 1 });
    const last = items.at(-1);
    const words = last ? textOf(last).replace(/\s+/g, " ").trim().slice(0, WORDS) : "";
    return { hasFailed: last?.state === "failed", words };
  } catch {
    return { hasFailed: false, words: "" };
  }
};
