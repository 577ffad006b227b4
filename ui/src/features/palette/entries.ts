import type { LucideIcon } from "lucide-react";

import { type Match, match } from "./fuzzy";

/** Something that the palette offers. */
export type Entry = {
  /** Stays the same from visit to visit, so that what was used lately is known again. */
  readonly id: string;
  readonly title: string;
  /** What it is, in a word: the heading it stands under. */
  readonly group: string;
  readonly icon: LucideIcon;
  /** Whether title and detail are the core's own words, which are English. */
  readonly lang?: "en";
  /** What it does, in a line. */
  readonly detail?: string | undefined;
  /** Other words that it may be looked for by. */
  readonly words?: string | undefined;
  /** The keys that do the same. */
  readonly keys?: readonly string[] | undefined;
  /** Whether it is only worth showing once something was typed. */
  readonly hidden?: boolean;
  /** Shown whatever was typed: the far end has judged already. */
  readonly always?: boolean;
  readonly run: () => void;
};

/** An entry that was found, and the places in its title that matched. */
export type Found = { readonly entry: Entry; readonly at: readonly number[] };

/** The most that are listed. */
const MOST = 60;
/** What having been used last is worth; each one before it is worth a little less. */
const RECENT = 10;
/** What it is worth that the words beside a title hold what was typed: less than a title that does. */
const BESIDE = 12;
/** What it is worth that the far end found it: in what was said, say. */
const JUDGED = 14;

/** Returns what a query finds, best first; without one, what was used lately and then all in order. */
export const find = (
  entries: readonly Entry[],
  query: string,
  recent: readonly string[],
): readonly Found[] => {
  const age = new Map(recent.map((id, index) => [id, index]));
  const lately = (entry: Entry): number => {
    const at = age.get(entry.id);
    return at === undefined ? 0 : RECENT * (1 - at / (recent.length + 1));
  };
  if (query.trim() === "") {
    const used = entries.filter(({ id }) => age.has(id)).sort((a, b) => lately(b) - lately(a));
    const rest = entries.filter(({ id, hidden }) => !age.has(id) && !hidden);
    return [...used, ...rest].slice(0, MOST).map((entry) => ({ entry, at: [] }));
  }
  const scored = entries.flatMap((entry, order) => {
    const hit = judge(entry, query);
    return hit ? [{ entry, at: hit.at, score: hit.score + lately(entry), order }] : [];
  });
  scored.sort((a, b) => b.score - a.score || a.order - b.order);
  return scored.slice(0, MOST);
};

const judge = (entry: Entry, query: string): Match | null => {
  const title = match(query, entry.title);
  if (title) return title;
  // Beside the title, letters that are strewn over a sentence mean nothing.
  const beside = `${entry.title} ${entry.words ?? ""} ${entry.group}`.toLocaleLowerCase();
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  if (words.every((word) => beside.includes(word))) return { score: BESIDE, at: [] };
  return entry.always ? { score: JUDGED, at: [] } : null;
};
