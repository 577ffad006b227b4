import type { ConversationId } from "@atelier/client/types";
import { create } from "zustand";

type SentTexts = { readonly texts: Readonly<Record<ConversationId, string>> };

/** What was sent last in each conversation, so that a refused message is never lost. */
export const useSentTexts = create<SentTexts>(() => ({ texts: {} }));

/** In so many conversations a refused message waits; what was sent longest ago goes first. */
export const MOST = 50;

/** Remembers what is being sent. */
export const rememberSent = (id: ConversationId, text: string): void =>
  useSentTexts.setState(({ texts: { [id]: _, ...others } }) => {
    const kept = Object.entries(others).slice(-(MOST - 1));
    return { texts: { ...Object.fromEntries(kept), [id]: text } };
  });

/** Forgets it: it is stored, or back in the composer. */
export const forgetSent = (id: ConversationId): void =>
  useSentTexts.setState(({ texts: { [id]: _, ...rest } }) => ({ texts: rest }));
