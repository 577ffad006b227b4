import type { OperationError } from "@atelier/client/errors";
import type { Code } from "@atelier/client/types";
import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

/** What is said of an error. */
type ErrorWords = {
  readonly message: string;
  /** What to do about it, where that is known. */
  readonly hint: string | null;
  /** The core's own words, which are English, where another language is shown; they say more. */
  readonly detail: string | null;
};

type Said = Pick<OperationError, "code" | "message" | "hint">;

/** Returns what is said of an error: the core's own words in English, a sentence for its code and those words elsewhere. */
export const errorWords = ({ code, message, hint }: Said): ErrorWords =>
  i18n.locale === "en"
    ? { message, hint, detail: null }
    : { message: i18n._(BY_CODE[code]), hint: null, detail: inALine([message, hint]) };

/** Returns the same in one line, where there is no room for more. */
export const errorLine = (error: Said): string => {
  const { message, hint, detail } = errorWords(error);
  return detail === null ? inALine([message, hint]) : `${message} (${detail})`;
};

const BY_CODE: Record<Code, MessageDescriptor> = {
  invalid_input: msg`Atelier’s core could not do anything with what was entered.`,
  not_found: msg`This is not there any more.`,
  permission_denied: msg`This is not allowed.`,
  needs_key: msg`This needs an API key.`,
  locked: msg`This is locked. Unlock it first.`,
  conflict: msg`It was changed elsewhere in the meantime. Look at it again, then try again.`,
  unavailable: msg`This cannot be reached at the moment. Nothing that was saved is lost.`,
  cancelled: msg`Stopped before it was done.`,
  timed_out: msg`It took too long. Look whether it was done, then try again.`,
  internal: msg`Something went wrong inside Atelier. Nothing that was saved is lost.`,
};

const inALine = (parts: readonly (string | null)[]): string =>
  parts.filter(Boolean).join(". ").replace(/\.\. /g, ". ");
