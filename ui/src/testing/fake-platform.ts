import type { Platform } from "../platform/types";

/** A platform that remembers what it was asked. */
export type FakePlatform = Platform & {
  readonly opened: readonly string[];
  readonly copied: readonly string[];
};

/** Returns a platform on which everything succeeds and nothing happens. */
export const createFakePlatform = (): FakePlatform => {
  const opened: string[] = [];
  const copied: string[] = [];
  return {
    kind: "web",
    isMac: false,
    opened,
    copied,
    openExternal: async (url) => {
      opened.push(url);
    },
    copyText: async (text) => {
      copied.push(text);
    },
  };
};
