import { isSafeAddress } from "./address";
import { copyText } from "./clipboard";
import type { Platform } from "./types";

/** Returns the platform of a page in a browser. */
export const createWebPlatform = (): Platform => ({
  kind: "web",
  isMac: isMac(),
  openExternal: async (url) => {
    if (isSafeAddress(url)) window.open(url, "_blank", "noopener,noreferrer");
  },
  copyText,
});

/** Whether the page runs on a Mac, where Mod is the Command key. */
const isMac = (): boolean => /mac|iphone|ipad/i.test(navigator.platform);
