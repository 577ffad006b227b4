import type { SimilarPattern } from "@atelier/client/types";
import { plural, t } from "@lingui/core/macro";

import { list, percent } from "../../lib/quantity";

/** How many of the shared words are said. */
const SAID = 4;

/** Says why a conversation was found: the words that it shares with what was asked. */
export const sharedWords = ({ matched }: Pick<SimilarPattern, "matched">): string => {
  if (matched.length === 0) return t`Found by what answers like it say`;
  const words = matched.slice(0, SAID).map(({ word }) => t`“${word}”`);
  return matched.length > SAID
    ? t`Shares ${{ words: words.join(", ") }} and more`
    : t`Shares ${{ words: list(words, "conjunction") }}`;
};

/** Says how alike it is, and how often it was called right or wrong. */
export const standing = (
  pattern: Pick<SimilarPattern, "similarity" | "wins" | "losses" | "success_rate">,
): string => {
  const alike = t`${{ share: percent(pattern.similarity) }} alike`;
  const { wins } = pattern;
  const times = wins + pattern.losses;
  if (times === 0) return alike;
  const helped = plural(times, {
    one: `helped ${wins} of # time`,
    other: `helped ${wins} of # times`,
  });
  return `${alike} · ${helped}`;
};
