// Formulas in Markdown: `$…$`, `$$…$$`, `\(…\)` and `\[…\]`, told from amounts of money and from
// brackets that are only escaped.

import type { Token } from "marked";

/** A formula, as TeX. */
export type MathToken = {
  readonly type: "math";
  readonly raw: string;
  readonly text: string;
  /** Whether it stands on lines of its own. */
  readonly display: boolean;
};

/** The longest formula that is drawn, in UTF-16 units. */
const LONGEST = 4_000;

/** What the grammar needs in order to read formulas. */
export const mathExtensions = {
  block: [(source: string): Token | undefined => readBlock(source) as Token | undefined],
  inline: [(source: string): Token | undefined => readFormula(source) as Token | undefined],
  startBlock: [(source: string): number | undefined => found(source, /\n {0,3}(?:\$\$|\\\[)/, 1)],
  startInline: [(source: string): number | undefined => found(source, /\$|\\[[(]/, 0)],
  renderers: {},
  childTokens: {},
};

const found = (source: string, what: RegExp, after: number): number | undefined => {
  const at = source.search(what);
  return at === -1 ? undefined : at + after;
};

/** Reads a formula that stands on lines of its own. */
const readBlock = (source: string): MathToken | undefined => {
  const match = /^ {0,3}(?=\$\$|\\\[)/.exec(source);
  if (match === null) return undefined;
  const formula = readFormula(source.slice(match[0].length));
  if (!formula?.display) return undefined;
  const rest = /^[ \t]*(?:\n+|$)/.exec(source.slice(match[0].length + formula.raw.length));
  if (rest === null) return undefined;
  return { ...formula, raw: match[0] + formula.raw + rest[0] };
};

const PAIRS = [
  { open: "$$", close: "$$", display: true },
  { open: "\\[", close: "\\]", display: true },
  { open: "\\(", close: "\\)", display: false },
] as const;

/** Reads the formula with which a text begins. */
export const readFormula = (source: string): MathToken | undefined => {
  for (const { open, close, display } of PAIRS) {
    if (!source.startsWith(open)) continue;
    const end = source.indexOf(close, open.length);
    if (end === -1 || end > LONGEST) return undefined;
    const text = source.slice(open.length, end);
    if (text.trim() === "" || (open !== "$$" && !looksLikeMath(text))) return undefined;
    return { type: "math", raw: source.slice(0, end + close.length), text, display };
  }
  return source.startsWith("$") ? readBetweenDollars(source) : undefined;
};

/** Between single dollars no blank stands at the ends, and no digit follows: `$5 and $10` is money. */
const readBetweenDollars = (source: string): MathToken | undefined => {
  if (/^\$[\s$]/.test(source)) return undefined;
  for (let at = 1; at < Math.min(source.length, LONGEST); at += 1) {
    const char = source[at];
    if (char === "\\") at += 1;
    else if (char === "\n" && /^\n[ \t]*\n/.test(source.slice(at, at + 80))) return undefined;
    else if (char === "$") {
      if (/\s/.test(source[at - 1] ?? "") || /\d/.test(source[at + 1] ?? "")) return undefined;
      const text = source.slice(1, at);
      return { type: "math", raw: source.slice(0, at + 1), text, display: false };
    }
  }
  return undefined;
};

/** Whether what stands between escaped brackets is a formula, and not words in brackets. */
const looksLikeMath = (text: string): boolean =>
  /[\\^_=<>+*/{}|\d]/.test(text) || /^\s*\p{L}{1,2}\s*$/u.test(text);

/**
 * Whether a text begins with a formula whose end has not arrived yet: it is not shown before, so that
 * nothing turns from letters into a formula under the eyes of who reads.
 */
export const isArriving = (source: string): boolean => {
  if (readFormula(source) !== undefined) return false;
  if (PAIRS.some(({ open, close }) => isOpen(source, open, close))) return true;
  // After one dollar, most is money: only what no amount has is waited for.
  return (
    /^\$(?![\s$\d])[^$\n]*$/.test(source) && /^\$(?:[^\s$]{0,20}$|[^$\n]*[\\^_{=])/.test(source)
  );
};

const isOpen = (source: string, open: string, close: string): boolean =>
  source.startsWith(open) &&
  source.length < LONGEST &&
  !source.includes(close, open.length) &&
  !source.includes("\n\n");
