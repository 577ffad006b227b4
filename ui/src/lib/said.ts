import { i18n } from "@lingui/core";

type Sentence = { readonly id: string; readonly message: string };

/** How long the ids of sentences are. */
const ID = 6;

/** The sentences that were said so far, taken apart. */
const known = new Map<string, Sentence>();

/**
 * Returns a sentence in the language that is shown. What is handed over is its id with the English sentence behind it: the
 * macros write it like this, because a page with nearly two thousand sentences is shorter by that.
 */
export const said = (marked: string, values?: Record<string, unknown>): string => {
  let sentence = known.get(marked);
  if (!sentence) {
    sentence = { id: marked.slice(0, ID), message: marked.slice(ID) };
    known.set(marked, sentence);
  }
  return i18n._(sentence.id, values, sentence);
};
