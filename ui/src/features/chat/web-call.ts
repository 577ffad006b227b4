import type { ContentBlock, Message } from "@atelier/client/types";
import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg, t } from "@lingui/core/macro";

import { readLink } from "../../lib/markdown/links";

/** A page that a search found. */
export type FoundPage = {
  readonly title: string;
  readonly url: string;
  /** Where its address leads; null where it is no web address. */
  readonly site: string | null;
  /** How old it is, as the endpoint says. */
  readonly age: string | null;
};

/** What came of a search, or of reading a page. */
export type WebOutcome =
  | { readonly kind: "found"; readonly pages: readonly FoundPage[]; readonly all: number }
  | { readonly kind: "read"; readonly page: FoundPage; readonly text: string | null }
  | { readonly kind: "failed"; readonly why: string };

/** How far a search, or the reading of a page, got. */
type WebState = "running" | "done" | "failed" | "paused" | "lost";

/** A search of the web, or a page that was read, by the endpoint in the course of an answer. */
export type WebCall = {
  readonly id: string;
  readonly does: "search" | "read";
  /** What was searched for, or the address; empty while it is not known. */
  readonly asked: string;
  readonly state: WebState;
  readonly outcome: WebOutcome | null;
};

/** The most pages that are drawn: a person who looks for more asks for more. */
const PAGES = 50;
/** The most characters of a title, an address or a question that are drawn. */
const WORDS = 300;
/** The most characters of a page that are drawn. */
const TEXT = 20_000;

/** Returns the search or the reading that a block of a message is of; null for all other blocks. */
export const webCallOf = (block: ContentBlock, message: Message): WebCall | null => {
  const raw = fieldsOf(block);
  const does = DOES.get(textOf(raw["type"] === CALL ? raw["name"] : raw["type"]));
  if (!does) return null;
  if (raw["type"] !== CALL) {
    const id = textOf(raw["tool_use_id"]);
    const outcome = outcomeOf(raw);
    return { id, does, asked: "", state: stateOf(outcome, message), outcome };
  }
  const id = textOf(raw["id"]);
  const result = message.blocks.find((it) => isResultOf(it, id));
  const outcome = result ? outcomeOf(fieldsOf(result)) : null;
  const input = fieldsOf(raw["input"]);
  const asked = cut(textOf(does === "search" ? input["query"] : input["url"]), WORDS);
  return { id, does, asked, state: stateOf(outcome, message), outcome };
};

/** Whether a block is shown with the call that it answers, in the same message. */
export const isShownWithCall = (block: ContentBlock, message: Message): boolean => {
  const { type, tool_use_id: id } = fieldsOf(block);
  if (type === CALL || typeof id !== "string") return false;
  return message.blocks.some((it) => fieldsOf(it)["type"] === CALL && fieldsOf(it)["id"] === id);
};

const CALL = "server_tool_use";

const DOES: ReadonlyMap<string, WebCall["does"]> = new Map([
  ["web_search", "search"],
  ["web_search_tool_result", "search"],
  ["web_fetch", "read"],
  ["web_fetch_tool_result", "read"],
]);

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields =>
  typeof value === "object" && value !== null ? (value as Fields) : {};

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most)}…` : text;

const isResultOf = (block: ContentBlock, id: string): boolean => {
  const { type, tool_use_id } = fieldsOf(block);
  return id !== "" && tool_use_id === id && textOf(type).endsWith("_tool_result");
};

const stateOf = (outcome: WebOutcome | null, message: Message): WebState => {
  if (outcome) return outcome.kind === "failed" ? "failed" : "done";
  if (message.state === "streaming") return "running";
  return message.stop_reason === "pause_turn" ? "paused" : "lost";
};

const outcomeOf = ({ content }: Fields): WebOutcome => {
  if (Array.isArray(content)) {
    const pages = content.slice(0, PAGES).map((page) => pageOf(fieldsOf(page)));
    return { kind: "found", pages, all: content.length };
  }
  const fields = fieldsOf(content);
  const code = textOf(fields["error_code"]);
  if (code !== "" || fields["url"] === undefined) return { kind: "failed", why: whyOf(code) };
  const document = fieldsOf(fields["content"]);
  const source = fieldsOf(document["source"]);
  const text = source["type"] === "text" ? cut(textOf(source["data"]), TEXT) : null;
  return { kind: "read", page: pageOf({ ...fields, title: document["title"] }), text };
};

const pageOf = (raw: Fields): FoundPage => {
  const url = textOf(raw["url"]);
  const site = readLink(url)?.host ?? null;
  const title = cut(textOf(raw["title"]).trim(), WORDS);
  const age = cut(textOf(raw["page_age"]), 60);
  const named = title === "" ? cut(url, WORDS) : title;
  return { title: named, url, site, age: age === "" ? null : age };
};

/** Says in words why the endpoint found or read nothing. */
const whyOf = (code: string): string => {
  const words = Object.hasOwn(WHY, code) ? WHY[code] : undefined;
  if (words) return i18n._(words);
  return code === ""
    ? t`The endpoint does not say what came of it.`
    : t`The endpoint says: ${{ code: cut(code, 80) }}`;
};

const WHY: Readonly<Record<string, MessageDescriptor>> = {
  max_uses_exceeded: msg`The answer had gone to the web as often as Settings, Chat allow.`,
  too_many_requests: msg`The web was asked too often in a short time. Asking again later may help.`,
  unavailable: msg`The endpoint could not go to the web. Asking again later may help.`,
  query_too_long: msg`What was to be searched for was too long.`,
  request_too_large: msg`What was found was too large.`,
  invalid_tool_input: msg`Claude asked in a way that the endpoint did not understand.`,
  url_too_long: msg`The address was too long.`,
  url_not_allowed: msg`The address is outside of the domains that are allowed.`,
  url_not_in_prior_context: msg`Only addresses that stand in the conversation are read.`,
  url_not_accessible: msg`The page could not be reached.`,
  unsupported_content_type: msg`The page is of a kind that cannot be read.`,
  content_too_large: msg`The page was too large.`,
};
