import type { Tool } from "@atelier/client/types";
import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg, t } from "@lingui/core/macro";

import { count, money } from "./quantity";

type ToolWords = { readonly title: MessageDescriptor; readonly summary: MessageDescriptor };

/** The tools that come with Atelier. What the core says of others is shown as it is. */
const KNOWN: Readonly<Record<string, ToolWords>> = {
  math_notebook: {
    title: msg`Math notebook`,
    summary: msg`Exact sequences, equilibria of games and distances, with plots. It works on this computer and changes nothing.`,
  },
  web_search: {
    title: msg`Web search`,
    summary: msg`Searches the web and names its sources. What is searched for leaves this computer, to Anthropic (or the endpoint that is set) and its search provider.`,
  },
  web_fetch: {
    title: msg`Web pages`,
    summary: msg`Reads pages whose addresses stand in the conversation. Anthropic (or the endpoint that is set) fetches them, not this computer.`,
  },
};

/** Returns what a tool is called and what it does, in the language that is shown. */
export const toolWords = ({ name, title, summary }: Tool): Pick<Tool, "title" | "summary"> => {
  const words = i18n.locale === "en" ? undefined : KNOWN[name];
  return words
    ? { title: i18n._(words.title), summary: i18n._(words.summary) }
    : { title, summary };
};

/** Returns what a tool costs, in a phrase. */
export const toolCost = ({ runs_on, definition_tokens, use_nano_usd }: Tool): string => {
  if (runs_on === "this_computer") {
    return t`about ${{ tokens: count(definition_tokens) }} tokens with every request`;
  }
  if (use_nano_usd === null) return t`an amount that is unknown`;
  if (use_nano_usd === 0) return t`no more than the tokens that are read`;
  return t`${{ price: money(use_nano_usd * 1_000) }} per 1,000 uses, and the tokens of what is found`;
};

/** Returns what a tool is called by its name; nothing of one that is not known. */
export const toolTitle = (name: string): string | undefined => {
  const words = Object.hasOwn(KNOWN, name) ? KNOWN[name] : undefined;
  return words && i18n._(words.title);
};
