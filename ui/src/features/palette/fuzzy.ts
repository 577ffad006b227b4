/** How well a text answers a query. */
export type Match = {
  /** The higher the better; only comparable for one query. */
  readonly score: number;
  /** The places of the letters that matched, in UTF-16 units. */
  readonly at: readonly number[];
};

const START_OF_TEXT = 18;
const START_OF_WORD = 12;
const NEXT_TO_LAST = 16;
const LETTER = 4;
/** What each letter that was passed over costs, up to the most. */
const GAP = 0.4;
const MOST_GAP = 6;

/**
 * Looks for the letters of a query in a text, in their order, whatever their case; null where they are not
 * all there. Words may stand in any order: each is looked for by itself.
 */
export const match = (query: string, text: string): Match | null => {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return { score: 0, at: [] };
  const folded = fold(text);
  const at = new Set<number>();
  let score = 0;
  for (const word of words) {
    const found = best(word, folded);
    if (!found) return null;
    score += found.score;
    for (const place of found.at) at.add(place);
  }
  // Of two that hold the same, the shorter is meant.
  return { score: score - text.length / 50, at: [...at].sort((a, b) => a - b) };
};

/** Lower case, letter by letter, so that places stay what they are. */
const fold = (text: string): string =>
  [...text]
    .map((letter) =>
      letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter,
    )
    .join("");

/** The best way to find a word, beginning at each place where its first letter stands. */
const best = (word: string, text: string): Match | null => {
  let found: Match | null = null;
  const whole = text.indexOf(word);
  let from = text.indexOf(word[0] ?? "");
  for (let tries = 0; from >= 0 && tries < 40; tries += 1) {
    const one = follow(word, text, from);
    if (one && (!found || one.score > found.score)) found = one;
    if (!one) break;
    from = text.indexOf(word[0] ?? "", from + 1);
  }
  if (whole >= 0) {
    const one = follow(word, text, whole);
    if (one && (!found || one.score >= found.score)) found = one;
  }
  return found;
};

const follow = (word: string, text: string, from: number): Match | null => {
  const at: number[] = [];
  let score = 0;
  let next = from;
  for (const letter of word) {
    const place = at.length === 0 ? from : text.indexOf(letter, next);
    if (place < 0) return null;
    const gap = at.length === 0 ? 0 : place - next;
    score += LETTER + bonus(text, place, gap === 0 && at.length > 0);
    score -= Math.min(gap * GAP, MOST_GAP);
    for (let unit = 0; unit < letter.length; unit += 1) at.push(place + unit);
    next = place + letter.length;
  }
  return { score, at };
};

const bonus = (text: string, place: number, adjacent: boolean): number => {
  if (place === 0) return START_OF_TEXT;
  const before = text[place - 1] ?? "";
  if (/[^\p{L}\p{N}]/u.test(before)) return START_OF_WORD + (adjacent ? NEXT_TO_LAST : 0);
  return adjacent ? NEXT_TO_LAST : 0;
};
