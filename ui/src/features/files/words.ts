import type { EditDiff } from "@atelier/client/types";
import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg, t } from "@lingui/core/macro";
import { percent } from "../../lib/quantity";

const STRATEGIES: ReadonlyMap<string, MessageDescriptor> = new Map([
  ["exact_replace", msg`The lines to replace are there word for word.`],
  ["fuzzy_replace", msg`The lines to replace are there, but for small differences.`],
  ["replace_symbol", msg`What the block names is replaced.`],
  ["insert", msg`What is new is put beside what is there.`],
  ["remove", msg`What the block names is removed.`],
  ["merge", msg`The block is a shortened text, laid over the file.`],
  ["replace_file", msg`The block is the whole file.`],
  ["unchanged", msg`The file holds this already.`],
]);

/** Says how an edit was understood. */
export const strategyWords = ({ strategy }: EditDiff): string =>
  i18n._(STRATEGIES.get(strategy) ?? msg`The edit can be applied.`);

/** Says how sure the engine is. */
export const confidenceWords = ({ confidence }: EditDiff): string => {
  const share = percent(Math.floor(confidence * 100) / 100);
  if (confidence >= 0.9) return t`Sure of it (${share})`;
  if (confidence >= 0.7) return t`Fairly sure (${share})`;
  return t`Not quite sure (${share}): read it with care`;
};

/** Says what is known of the syntax after. */
export const syntaxWords = ({ syntax }: EditDiff): string => {
  switch (syntax) {
    case "valid":
      return t`The file parses afterwards.`;
    case "as_before":
      return t`It parses no worse than before.`;
    default:
      return t`Its syntax is not checked.`;
  }
};
