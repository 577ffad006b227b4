import type { SimilarPattern } from "@atelier/client/types";

import { plural } from "../../lib/quantity";

/** How many of the shared words are said. */
const SAID = 4;

/** Says why a conversation was found: the words that it shares with what was asked. */
export const sharedWords = ({ matched }: Pick<SimilarPattern, "matched">): string => {
  if (matched.length === 0) return "Found by what answers like it say";
  const words = matched.slice(0, SAID).map(({ word }) => `“${word}”`);
  const more = matched.length > SAID ? " and more" : "";
  return `Shares ${words.join(", ")}${more}`;
};

/** Says how alike it is, and how often it was called right or wrong. */
export const standing = (
  pattern: Pick<SimilarPattern, "similarity" | "wins" | "losses" | "success_rate">,
): string => {
  const alike = `${Math.round(pattern.similarity * 100)} % alike`;
  const times = pattern.wins + pattern.losses;
  if (times === 0) return alike;
  return `${alike} · helped ${pattern.wins} of ${plural(times, "time", "times")}`;
};
