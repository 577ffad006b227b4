import { toOperationError } from "@atelier/client/errors";
import type { BeginTemporary, Conversation, ConversationId } from "@atelier/client/types";
import { useLocation } from "wouter";

import { showToast } from "../../../components/toasts";
import { useCommand } from "../../../data/use-command";
import { useOperation } from "../../../data/use-operation";
import { inOrder } from "../in-order";

const NONE: readonly Conversation[] = [];

/** Reads the conversations of which nothing is kept, last changed first. */
export const useTemporary = (): readonly Conversation[] =>
  useOperation("temporary.list", {}).data ?? NONE;

/** Returns what begins such a conversation, and opens it; `onBegun` runs in between. */
export const useBeginTemporary = () => {
  const [, navigate] = useLocation();
  const begin = useCommand("temporary.begin");
  return async (input: BeginTemporary, onBegun?: () => void): Promise<void> => {
    try {
      // After whatever of the draft is still on its way to where it is kept.
      const { id } = await inOrder(null, () => begin.mutateAsync(input));
      onBegun?.();
      navigate(`/c/${id}`);
    } catch (cause) {
      showToast({ text: toOperationError(cause).message, tone: "danger" });
    }
  };
};

/** Returns what ends such a conversation, and leaves its page where that is open. */
export const useEndTemporary = (id: ConversationId) => {
  const [place, navigate] = useLocation();
  const end = useCommand("temporary.end");
  return () => {
    if (place.startsWith(`/c/${id}`)) navigate("/");
    end.mutate({ id }, { onError: ({ message }) => showToast({ text: message, tone: "danger" }) });
  };
};
