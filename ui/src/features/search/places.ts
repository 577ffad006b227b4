import type { TextMatch } from "@atelier/client/types";

import type { Current } from "./use-marks";

/** Counts the places of a text in all messages. */
export const placesIn = (matches: readonly TextMatch[]): number =>
  matches.reduce((sum, { count }) => sum + count, 0);

/** Returns the place of a number, counted from 0 over all messages; null where there is none. */
export const placeAt = (matches: readonly TextMatch[], number: number): Current | null => {
  let before = 0;
  for (const { message_id, count } of matches) {
    if (number < before + count && number >= before) {
      return { messageId: message_id, nth: number - before };
    }
    before += count;
  }
  return null;
};
