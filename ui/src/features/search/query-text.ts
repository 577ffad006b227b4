import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

/** A filter that is offered, in the words of the query language. */
type OfferedFilter = { readonly label: MessageDescriptor; readonly token: string };

/** The filters that need nothing else to be known. */
export const OFFERED: readonly OfferedFilter[] = [
  { label: msg`Last 7 days`, token: "after:7d" },
  { label: msg`Said by me`, token: "role:user" },
  { label: msg`Answers`, token: "role:assistant" },
  { label: msg`Has code`, token: "has:code" },
  { label: msg`Pinned`, token: "is:pinned" },
  { label: msg`Archived`, token: "is:archived" },
  { label: msg`In the trash`, token: "is:trashed" },
];

/** The pieces of a query: words, quoted phrases, and filters with quoted values. */
const PIECES = /-?(?:[\p{L}]+:)?(?:"[^"]*"?|\S+)/gu;

const piecesOf = (query: string): readonly string[] => query.match(PIECES) ?? [];

/** Whether a query holds a filter. */
export const hasToken = (query: string, token: string): boolean => piecesOf(query).includes(token);

/** Puts a filter at the end of a query, or takes it out; what a person wrote stays as it is. */
export const toggleToken = (query: string, token: string): string => {
  const pieces = piecesOf(query);
  const rest = pieces.filter((piece) => piece !== token);
  return (rest.length === pieces.length ? [...pieces, token] : rest).join(" ");
};

/** Writes a filter for a name, in quotes where it has spaces. */
export const tokenOf = (filter: string, name: string): string =>
  /\s/u.test(name) ? `${filter}:"${name.replaceAll('"', "")}"` : `${filter}:${name}`;

/** The words of a query without its filters: what is looked for in a text. */
export const wordsOf = (query: string): string =>
  piecesOf(query)
    .filter((piece) => !piece.startsWith("-") && !FILTER.test(piece))
    .map((piece) => piece.replaceAll('"', ""))
    .join(" ");

const FILTER = /^(?:model|tag|project|folder|before|after|is|has|role):/iu;
