import type { ConversationId } from "@atelier/client/types";
import { useCallback, useEffect, useRef, useState } from "react";

import { useTransport } from "../../data/transport";
import { inOrder } from "./in-order";

type DraftControl = {
  readonly text: string;
  readonly setText: (text: string) => void;
  /** Empties the draft, here and where it is kept. */
  readonly clear: () => void;
  /** Keeps what is typed now, without waiting. */
  readonly flush: () => void;
};

type Typed = {
  readonly id: ConversationId | null;
  text: string;
  /** What is known to be kept; null where that is unknown. */
  kept: string | null;
  /** Whether the person typed since the draft was asked for. */
  touched: boolean;
};

/** How long typing pauses before the draft is kept, in ms. */
const PAUSE = 400;

/** Keeps what a person types in a conversation; `null` is the one not created yet. */
export const useDraft = (id: ConversationId | null): DraftControl => {
  const transport = useTransport();
  const [text, show] = useState("");
  const typed = useRef<Typed>({ id, text: "", kept: "", touched: false });
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const flush = useCallback(() => {
    clearTimeout(timer.current);
    const draft = typed.current;
    if (draft.text === draft.kept) return;
    draft.kept = draft.text;
    const conversation_id = draft.id;
    // A draft that could not be kept is tried again with the next change.
    const { text } = draft;
    const save = () => transport.call("draft.save", { conversation_id, text });
    // Two saves that travelled together could arrive in the other order.
    inOrder(conversation_id, save).catch(() => {
      draft.kept = null;
    });
  }, [transport]);

  const setText = useCallback(
    (next: string) => {
      typed.current.text = next;
      typed.current.touched = true;
      show(next);
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, PAUSE);
    },
    [flush],
  );

  useEffect(() => {
    const controller = new AbortController();
    const draft: Typed = { id, text: "", kept: "", touched: false };
    typed.current = draft;
    show("");
    const { signal } = controller;
    const read = () => transport.call("draft.get", { conversation_id: id }, { signal });
    inOrder(id, read).then(
      ({ text: kept }) => {
        if (signal.aborted || draft.touched) return;
        draft.text = kept;
        draft.kept = kept;
        show(kept);
      },
      () => {},
    );
    return () => {
      controller.abort();
      flush();
    };
  }, [id, transport, flush]);

  useEffect(() => {
    const onHide = () => {
      if (document.visibilityState === "hidden") flush();
    };
    window.addEventListener("pagehide", flush);
    document.addEventListener("visibilitychange", onHide);
    return () => {
      window.removeEventListener("pagehide", flush);
      document.removeEventListener("visibilitychange", onHide);
    };
  }, [flush]);

  const clear = useCallback(() => {
    setText("");
    flush();
  }, [setText, flush]);
  return { text, setText, clear, flush };
};
