import { type RefObject, useEffect, useRef, useState } from "react";
import type { VirtualizerHandle } from "virtua";

import { revealed, useRevealing } from "../../data/reveal";
import { useCommand } from "../../data/use-command";
import { type Row, stands } from "./transcript";

type Options = {
  readonly rows: readonly Row[];
  readonly list: RefObject<VirtualizerHandle | null>;
  readonly loadOlder: () => void;
  /** Lets go of the newest message, which would be scrolled back to. */
  readonly letGo: () => void;
  /** Opens what is folded. */
  readonly unfold: (key: string) => void;
};

/** How long a message stays marked that was brought into view, in ms. */
const MARKED = 2_400;

/** Brings a message into view that somebody looks for: from an older page, or from another branch. */
export const useReveal = ({ rows, list, loadOlder, letGo, unfold }: Options): string | null => {
  const wanted = useRevealing((store) => store.wanted);
  const switched = useRef<unknown>(null);
  const { mutate: show } = useCommand("message.show");
  const [marked, mark] = useState<string | null>(null);
  const here = rows.find(({ shown }) => shown !== null)?.shown?.message.conversation_id;
  useEffect(() => {
    if (!wanted || wanted.conversationId !== here) return;
    const { conversationId, messageId, onAnyBranch } = wanted;
    const at = rows.findIndex((row) => stands(row, messageId));
    const fold = rows[at] && foldOver(rows[at], messageId);
    if (fold) {
      // It is looked for again once it is there.
      unfold(fold);
    } else if (at >= 0) {
      letGo();
      list.current?.scrollToIndex(at, { align: "center" });
      // A place within a message is marked itself.
      if (onAnyBranch) mark(rows[at]?.shown?.message.id ?? null);
      revealed();
    } else if (onAnyBranch && switched.current !== wanted) {
      switched.current = wanted;
      const input = { conversation_id: conversationId, message_id: messageId };
      show(input, { onSuccess: loadOlder, onError: revealed });
    } else loadOlder();
  }, [wanted, here, rows, list, loadOlder, letGo, unfold, show]);
  useEffect(() => {
    if (marked === null) return;
    const timer = setTimeout(() => mark(null), MARKED);
    return () => clearTimeout(timer);
  }, [marked]);
  return marked;
};

/** The fold that a message is hidden in; null where it is not. */
const foldOver = ({ fold, also }: Row, id: string): string | null =>
  fold && also.some(({ message, results }) => message.id === id || results?.id === id)
    ? fold.key
    : null;
