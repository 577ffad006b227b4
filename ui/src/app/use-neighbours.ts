import { useLocation } from "wouter";

import { addressOf, useHistory } from "../features/history/use-history";
import { useShortcut } from "../lib/shortcuts/registry";

/** Lets keys go to the conversation below the one that is open in the list, or above it, and round. */
export const useNeighbours = (conversationId: string | null): void => {
  const [, navigate] = useLocation();
  const { conversations = [] } = useHistory({ shelf: "kept", title: "" });
  const go = (step: 1 | -1) => {
    const count = conversations.length;
    if (count === 0) return false;
    const at = conversations.findIndex(({ id }) => id === conversationId);
    const from = at < 0 && step < 0 ? 0 : at;
    const next = conversations[(from + step + count) % count];
    if (!next || next.id === conversationId) return false;
    return navigate(addressOf(next.id));
  };
  useShortcut("conversation.next", () => go(1));
  useShortcut("conversation.previous", () => go(-1));
};
