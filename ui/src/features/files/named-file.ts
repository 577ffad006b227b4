import type { SaidCode } from "../../components/markdown/code-action";

/** How many of the first lines of a block may name its file. */
const FIRST_LINES = 4;

// A path as people write one: names with `/` between them, or one name with an ending.
const PATH = String.raw`(?:\.{0,2}/)?(?:[\w@.+-]+/)*[\w@+-][\w@.+-]*`;
const ENDING = String.raw`\.[A-Za-z][A-Za-z0-9]{0,9}`;
const FILE = `${PATH}${ENDING}|(?:[\\w@.+-]+/)+[\\w@.+-]+|Makefile|Dockerfile`;

const IN_PATCH = new RegExp(
  `^(?:\\+\\+\\+ (?:b/)?|\\*\\*\\* (?:Update|Add) File: )(${FILE})\\s*$`,
  "m",
);
const IN_COMMENT = new RegExp(
  `^\\s*(?://|#|--|/\\*|<!--|;)\\s*(?:[Ff]ile(?:name)?:\\s*)?(${FILE})\\s*(?:\\*/|-->)?\\s*$`,
);
const IN_QUOTES = new RegExp(`[\`*"“](${FILE})[\`*"”]`, "g");
const IN_WORDS = new RegExp(`(?:^|[\\s(])(?!e\\.g|i\\.e)(${PATH}${ENDING})(?=[\\s:,;).]|$)`, "g");

/**
 * Returns the path of the file that a block of code is for, where the block or the words before it
 * name one: in a patch, in a comment of its first lines, last in the words.
 */
export const namedFile = ({ code, before }: Pick<SaidCode, "code" | "before">): string | null => {
  const patched = IN_PATCH.exec(code)?.[1];
  if (patched) return tidy(patched);
  for (const line of code.split("\n", FIRST_LINES)) {
    const named = IN_COMMENT.exec(line)?.[1];
    if (named) return tidy(named);
  }
  return lastOf(before, IN_QUOTES) ?? lastOf(before, IN_WORDS);
};

const lastOf = (text: string, pattern: RegExp): string | null => {
  const named = [...text.matchAll(pattern)].at(-1)?.[1];
  return named === undefined ? null : tidy(named);
};

const tidy = (path: string): string => path.replace(/^(?:\.{0,2}\/)+/, "");

/** Returns the one of `paths` that a name means: the path itself, or the only one that ends with it. */
export const meantBy = (name: string, paths: readonly string[]): string | null => {
  if (paths.includes(name)) return name;
  const ending = paths.filter((path) => path.endsWith(`/${name}`));
  return ending.length === 1 ? (ending[0] ?? null) : null;
};
