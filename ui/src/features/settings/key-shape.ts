import { t } from "@lingui/core/macro";
/** What can be told of a pasted key without asking anybody. */
export type KeyShape = {
  /** The key without what was copied along with it. */
  readonly key: string;
  /** Why it cannot be an API key; null where it may be one. */
  readonly problem: string | null;
};

const SHORTEST = 8;
const LONGEST = 512;

/** Cleans a pasted key and says what is plainly wrong with it, for any endpoint or for Anthropic's. */
export const shapeKey = (pasted: string, endpoint: "anthropic" | "custom"): KeyShape => {
  const key = pasted.trim().replace(/^["'`]|["'`]$/g, "");
  return { key, problem: problemOf(key, endpoint) };
};

const problemOf = (key: string, endpoint: "anthropic" | "custom"): string | null => {
  if (/\s/.test(key)) return t`There is a space or a line break in the middle of it.`;
  if (!/^[\x21-\x7e]*$/.test(key)) return t`It holds a character that no key has.`;
  if (endpoint === "anthropic" && key.startsWith("sk-ant-oat")) {
    return t`This is the token of a subscription, which only Anthropic’s own programs may use. Create an API key in the console.`;
  }
  if (endpoint === "anthropic" && key.startsWith("sk-ant-admin")) {
    return t`This is an admin key, which cannot talk to models. Create an API key in the console.`;
  }
  if (key.length < SHORTEST) return t`It is too short to be a key.`;
  if (key.length > LONGEST) return t`It is too long to be a key.`;
  return null;
};
