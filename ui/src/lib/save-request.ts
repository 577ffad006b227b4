import { create } from "zustand";

/** A text that a person wants in a file, and what the file may be called. */
export type SaveRequest = { readonly name: string; readonly text: string };

/** What a person wants saved now; none while nobody asks. */
export const useSaveRequest = create<{ readonly request: SaveRequest | null }>(() => ({
  request: null,
}));

/** Asks where a text is to be saved. */
export const askToSave = (request: SaveRequest): void => useSaveRequest.setState({ request });

/** Ends the question. */
export const endSave = (): void => useSaveRequest.setState({ request: null });
