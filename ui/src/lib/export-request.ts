import { create } from "zustand";

type ExportRequest = {
  /** The conversation that is to be written down; none while nobody asks. */
  readonly id: string | null;
};

/** Which conversation a person wants written down, wherever they asked. */
export const useExportRequest = create<ExportRequest>(() => ({ id: null }));

/** Asks how and where a conversation is to be written down. */
export const askForExport = (id: string): void => useExportRequest.setState({ id });

/** Ends the question. */
export const endExport = (): void => useExportRequest.setState({ id: null });
