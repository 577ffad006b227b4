import type { ConversationId } from "@atelier/client/types";
import { create } from "zustand";

type SentTexts = { readonly texts: Readonly<Record<ConversationId, string>> };

/** What was sent last in each conversation, so that a refused message is never lost. */
export const useSentTexts = create<SentTexts>(() => ({ texts: {} }));

/** Remembers what is being sent. */
export const rememberSent = (id: ConversationId, text: string): void =>
  useSentTexts.setState(({ texts }) => ({ texts: { ...texts, [id]: text } }));

/** Forgets it: it is stored, or back in the composer. */
export const forgetSent = (id: ConversationId): void =>
  useSentTexts.setState(({ texts }) => {
    const { [id]: _, ...rest } = texts;
    return { texts: rest };
  });
