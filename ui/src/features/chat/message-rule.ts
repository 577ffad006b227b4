/** Whether a text may be sent, and how long it is. */
export type Verdict = {
  /** Its length in Unicode scalar values, as the core counts. */
  readonly length: number;
  readonly state: "empty" | "fits" | "too_long";
};

/** Judges a text as the core does: not blank, and at most `limit` characters. */
export const judge = (text: string, limit: number): Verdict => {
  const length = countCharacters(text);
  if (!/\P{White_Space}/u.test(text)) return { length, state: "empty" };
  return { length, state: length > limit ? "too_long" : "fits" };
};

/** Counts Unicode scalar values; a half of a pair counts as the one that replaces it. */
export const countCharacters = (text: string): number => {
  let count = text.length;
  for (let at = 0; at < text.length - 1; at += 1) {
    if (isHigh(text.charCodeAt(at)) && isLow(text.charCodeAt(at + 1))) {
      count -= 1;
      at += 1;
    }
  }
  return count;
};

/** Replaces halves of pairs, which cannot be sent. */
export const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, "\ufffd");

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;
