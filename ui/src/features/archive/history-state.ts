import type { ImportEvent, ImportReport } from "@atelier/client/types";

/** How far a history is read, and what it brings. */
export type HistoryState = {
  readonly bytes: number;
  readonly of: number;
  readonly conversations: number;
  readonly report: ImportReport | null;
  readonly importId: string | null;
};

/** Nothing was read yet. */
export const NOTHING_READ: HistoryState = {
  bytes: 0,
  of: 0,
  conversations: 0,
  report: null,
  importId: null,
};

/** Takes the next event of a history that is read. */
export const readOn = (state: HistoryState, event: ImportEvent): HistoryState =>
  event.type === "progress"
    ? { ...state, bytes: event.bytes, of: event.of, conversations: event.conversations }
    : { ...state, report: event.report, importId: event.import_id };
