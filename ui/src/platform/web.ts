import { isSafeAddress } from "./address";
import { createBlobStore } from "./blobs";
import { copyText } from "./clipboard";
import { createWebNotices } from "./notices";
import type { Platform } from "./types";

/** Returns the platform of a page in a browser, with the token that it was opened with. */
export const createWebPlatform = (token: string | null = null): Platform => ({
  kind: "web",
  isMac: isMac(),
  openExternal: async (url) => {
    if (isSafeAddress(url)) window.open(url, "_blank", "noopener,noreferrer");
  },
  copyText,
  blobs: createBlobStore({ address: "/blobs", token }),
  notices: createWebNotices(),
});

/** Whether the page runs on a Mac, where Mod is the Command key. */
const isMac = (): boolean => /mac|iphone|ipad/i.test(navigator.platform);
