import type { Tool } from "@atelier/client/types";
import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

type ToolWords = { readonly title: MessageDescriptor; readonly summary: MessageDescriptor };

/** The tools that come with Atelier. What the core says of others is shown as it is. */
const KNOWN: Readonly<Record<string, ToolWords>> = {
  math_notebook: {
    title: msg`Math notebook`,
    summary: msg`Exact sequences, equilibria of games and distances, with plots. It works on this computer and changes nothing.`,
  },
};

/** Returns what a tool is called and what it does, in the language that is shown. */
export const toolWords = ({ name, title, summary }: Tool): Pick<Tool, "title" | "summary"> => {
  const words = i18n.locale === "en" ? undefined : KNOWN[name];
  return words
    ? { title: i18n._(words.title), summary: i18n._(words.summary) }
    : { title, summary };
};

/** Returns what a tool is called by its name; nothing of one that is not known. */
export const toolTitle = (name: string): string | undefined => {
  const words = Object.hasOwn(KNOWN, name) ? KNOWN[name] : undefined;
  return words && i18n._(words.title);
};
