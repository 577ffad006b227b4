import type { Platform } from "../platform/types";

/** A platform that remembers what it was asked. */
export type FakePlatform = Platform & {
  readonly opened: readonly string[];
  readonly copied: readonly string[];
  /** The files that were brought to the core. */
  readonly kept: readonly Blob[];
  /** The titles of the notices that were shown. */
  readonly noticed: readonly string[];
};

/** Returns a platform on which everything succeeds and nothing happens. */
export const createFakePlatform = (): FakePlatform => {
  const opened: string[] = [];
  const copied: string[] = [];
  const kept: Blob[] = [];
  const noticed: string[] = [];
  return {
    sandbox: { address: "about:blank", sealed: true, shared: false },
    kind: "web",
    window: "main",
    isMac: false,
    opened,
    copied,
    kept,
    noticed,
    notices: {
      state: () => "allowed",
      ask: async () => "allowed",
      show: ({ title, text }) => void noticed.push(`${title}: ${text}`),
    },
    blobs: {
      put: async (bytes) => {
        kept.push(bytes);
        return { hash: String(kept.length).padStart(64, "0") };
      },
      get: async (hash) => kept[Number(hash) - 1] ?? new Blob(),
    },
    openExternal: async (url) => {
      opened.push(url);
    },
    download: null,
    copyText: async (text) => {
      copied.push(text);
    },
  };
};
