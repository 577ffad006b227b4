import type { CatalogueEvent } from "@atelier/client/types";

type Progress = Extract<CatalogueEvent, { type: "progress" }>;
type Finished = Extract<CatalogueEvent, { type: "finished" }>;

/** How far a fetch is, and what came of it. */
export type FetchState = { readonly progress: Progress | null; readonly finished: Finished | null };

export const NOT_ASKED: FetchState = { progress: null, finished: null };

/** Takes one event in. */
export const fetchOn = (state: FetchState, event: CatalogueEvent): FetchState =>
  event.type === "progress" ? { ...state, progress: event } : { ...state, finished: event };

/** Whom an address leads to; null where it is none that is fetched from. The core looks again. */
export const hostOf = (address: string): string | null => {
  const text = address.trim();
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  const { host, pathname } = new URL(text);
  return host === "" || pathname.length < 2 ? null : host;
};

/** The beginning of a commit's name, as people say it. */
export const short = (commit: string): string => commit.slice(0, 7);
