import type { Messages } from "@lingui/core";
import { formatter } from "@lingui/format-po";
import { compileMessage } from "@lingui/message-utils/compileMessage";

import german from "../locales/de.po?raw";

/**
 * Returns a language of its own in which every sentence of the catalogue is marked, so that what is not marked did not come from
 * there. Names of values and elements stay as they are.
 */
export const pseudoMessages = async (): Promise<Messages> => {
  const context = { locale: "de", sourceLocale: "en", filename: "de.po" };
  const catalogue = await formatter().parse(german, context);
  const pairs = Object.entries(catalogue).map(([id, { message = "" }]) => [id, marked(message)]);
  return Object.fromEntries(pairs);
};

/** Returns what of a text did not come from the catalogue. */
export const unmarked = (text: string): string => {
  let rest = text;
  // A marked text may hold another as a value: the innermost goes first.
  for (let before = ""; before !== rest; ) {
    before = rest;
    rest = rest.replace(/⟦[^⟦⟧]*⟧/g, " ");
  }
  return rest.trim();
};

const marked = (message: string) => compileMessage(`⟦${message}⟧`);
