import type { Conversation, ConversationId, Settings } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { useEffect, useRef } from "react";
import { useLocation } from "wouter";

import { announce } from "../components/toasts";
import { useTransport } from "../data/transport";
import { useOperation } from "../data/use-operation";
import { usePlatform } from "../platform/context";

/** How many of the conversations that changed last are watched. */
const WATCHED = 50;

/** Says when an answer ended or failed in a conversation that nobody is looking at. */
export const useNotices = ({ notify }: Settings, conversationId: ConversationId | null): void => {
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
      void failed(transport, id).then((hasFailed) => {
        const name = title === "" ? t`Untitled` : title;
        const text = hasFailed ? t`The answer failed` : t`The answer is there`;
        if (elsewhere) announce(`${text}: ${name}`);
        if (notify === "never" || (notify === "failures" && !hasFailed)) return;
        notices.show({ title: name, text, about: id, onClick: () => navigate(`/c/${id}`) });
      });
    }
  }, [data, conversationId, notify, notices, navigate, transport]);
};

const isStreaming = ({ state }: Conversation): boolean => state === "streaming";

/** Whether a person can be taken to look at the page now. */
const isLookedAt = (): boolean => document.visibilityState === "visible" && document.hasFocus();

/** Whether the last answer of a conversation failed; where that cannot be read, it has not. */
const failed = async (
  transport: ReturnType<typeof useTransport>,
  id: ConversationId,
): Promise<boolean> => {
  try {
    const { items } = await transport.call("conversation.messages", { id, limit: 1 });
    return items.at(-1)?.state === "failed";
  } catch {
    return false;
  }
};
