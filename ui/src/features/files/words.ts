import type { EditDiff } from "@atelier/client/types";

const STRATEGIES: ReadonlyMap<string, string> = new Map([
  ["exact_replace", "The lines to replace are there word for word."],
  ["fuzzy_replace", "The lines to replace are there, but for small differences."],
  ["replace_symbol", "What the block names is replaced."],
  ["insert", "What is new is put beside what is there."],
  ["remove", "What the block names is removed."],
  ["merge", "The block is a shortened text, laid over the file."],
  ["replace_file", "The block is the whole file."],
  ["unchanged", "The file holds this already."],
]);

/** Says how an edit was understood. */
export const strategyWords = ({ strategy }: EditDiff): string =>
  STRATEGIES.get(strategy) ?? "The edit can be applied.";

/** Says how sure the engine is. */
export const confidenceWords = ({ confidence }: EditDiff): string => {
  const percent = `${Math.floor(confidence * 100)} %`;
  if (confidence >= 0.9) return `Sure of it (${percent})`;
  if (confidence >= 0.7) return `Fairly sure (${percent})`;
  return `Not quite sure (${percent}): read it with care`;
};

/** Says what is known of the syntax after. */
export const syntaxWords = ({ syntax }: EditDiff): string => {
  switch (syntax) {
    case "valid":
      return "The file parses afterwards.";
    case "as_before":
      return "It parses no worse than before.";
    default:
      return "Its syntax is not checked.";
  }
};
