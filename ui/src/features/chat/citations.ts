import type { ContentBlock } from "@atelier/client/types";
import { t } from "@lingui/core/macro";

import { readLink } from "../../lib/markdown/links";

/** A source that an answer names. */
export type Citation = {
  /** Its number in the answer, from 1. */
  readonly number: number;
  /** What it is called. */
  readonly title: string;
  /** Where in it: a page, a range, an address. */
  readonly place: string | null;
  /** Its address, where it is a page of the web. */
  readonly url: string | null;
  /** The words that are cited. */
  readonly quote: string;
};

/** Texts that belong together, with the sources that they name. */
export type CitedText = { readonly text: string; readonly citations: readonly Citation[] };

/** How much of the cited words is shown, in UTF-16 units. */
const QUOTED = 600;

/**
 * Joins a run of texts of which some name sources: the API cuts a sentence where a source begins. Each
 * piece is followed by the numbers of its sources; none where no text of the run names any.
 */
export const citedText = (run: readonly ContentBlock[]): CitedText | null => {
  const citations: Citation[] = [];
  let text = "";
  for (const block of run) {
    if (block.type !== "text") continue;
    text += block.text;
    const numbers = citationsOf(block).map((raw) => numberOf(raw, citations));
    // As character references: brackets would begin a link or, escaped, a formula.
    const marks = [...new Set(numbers)].map((number) => `&#91;${number}&#93;`).join("");
    if (marks !== "") text = text.replace(/\s*$/, (end) => ` ${marks}${end}`);
  }
  return citations.length === 0 ? null : { text, citations };
};

/** Returns how many texts follow each other from a place on, and whether one of them names a source. */
export const textRun = (
  blocks: readonly ContentBlock[],
  start: number,
): { readonly length: number; readonly cited: boolean } => {
  let length = 0;
  let cited = false;
  for (let block = blocks[start]; block?.type === "text"; block = blocks[start + length]) {
    cited ||= citationsOf(block).length > 0;
    length += 1;
  }
  return { length, cited };
};

type Raw = Readonly<Record<string, unknown>>;

const citationsOf = (block: ContentBlock): readonly Raw[] => {
  const { citations } = block as { readonly citations?: unknown };
  return Array.isArray(citations)
    ? citations.filter((it): it is Raw => typeof it === "object" && it !== null)
    : [];
};

/** The number of a source, which it is given where it is named first. */
const numberOf = (raw: Raw, known: Citation[]): number => {
  const citation = read(raw, known.length + 1);
  const before = known.find(
    ({ title, place, quote }) =>
      title === citation.title && place === citation.place && quote === citation.quote,
  );
  if (before) return before.number;
  known.push(citation);
  return citation.number;
};

const read = (raw: Raw, number: number): Citation => {
  const url = textOf(raw["url"]) ?? textOf(raw["source"]);
  const title = textOf(raw["document_title"]) ?? textOf(raw["title"]) ?? url ?? t`A source`;
  const quote = (textOf(raw["cited_text"]) ?? "").trim();
  return {
    number,
    title,
    place: placeOf(raw),
    url: url !== null && /^https?:/i.test(url) ? url : null,
    quote: quote.length > QUOTED ? `${quote.slice(0, QUOTED)}…` : quote,
  };
};

const placeOf = (raw: Raw): string | null => {
  switch (raw["type"]) {
    case "page_location":
      return range(raw["start_page_number"], raw["end_page_number"], 0, (first, last) =>
        first === last ? t`page ${first}` : t`pages ${first}–${last}`,
      );
    case "char_location":
      return range(raw["start_char_index"], raw["end_char_index"], 1, (first, last) =>
        first === last ? t`character ${first}` : t`characters ${first}–${last}`,
      );
    case "content_block_location":
    case "search_result_location":
      return range(raw["start_block_index"], raw["end_block_index"], 1, (first, last) =>
        first === last ? t`part ${first}` : t`parts ${first}–${last}`,
      );
    case "web_search_result_location":
      return readLink(textOf(raw["url"]) ?? "")?.host ?? null;
    default:
      return null;
  }
};

/** Writes a range whose end is not in it; `from` is what counting begins with for a person. */
const range = (
  start: unknown,
  end: unknown,
  from: number,
  say: (first: number, last: number) => string,
): string | null => {
  if (typeof start !== "number" || typeof end !== "number") return null;
  const first = start + from;
  const last = Math.max(first, end - 1 + from);
  return say(first, last);
};

const textOf = (value: unknown): string | null =>
  typeof value === "string" && value !== "" ? value : null;
