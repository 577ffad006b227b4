/** A file's name on its way, after an `@`. */
export type MentionAt = {
  /** Where the `@` stands. */
  readonly start: number;
  /** Where the name ends so far. */
  readonly end: number;
  readonly query: string;
};

/** The longest name that is looked for. */
const LONGEST = 100;

/** Finds the `@` whose name is being written at a place in a text; null where there is none. */
export const mentionAt = (text: string, caret: number): MentionAt | null => {
  const before = text.slice(Math.max(0, caret - LONGEST), caret);
  const found = /(?:^|[\s("'`])@([^\s@]*)$/u.exec(before);
  if (found?.[1] === undefined) return null;
  const query = found[1];
  return { start: caret - query.length - 1, end: caret, query };
};

/** Returns the text with a file in place of the name on its way, and where writing goes on. */
export const withMention = (
  text: string,
  { start, end }: MentionAt,
  path: string,
): { readonly text: string; readonly caret: number } => {
  const name = `@${path}`;
  const after = text.slice(end);
  const gap = /^\s/.test(after) ? "" : " ";
  return { text: text.slice(0, start) + name + gap + after, caret: start + name.length + 1 };
};
