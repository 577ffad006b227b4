import { isSafeAddress } from "./address";
import { createBlobStore } from "./blobs";
import { copyText } from "./clipboard";
import { createDownloads } from "./downloads";
import { createWebNotices } from "./notices";
import type { Platform } from "./types";

/** Returns the platform of a page in a browser, with the token that it was opened with. */
export const createWebPlatform = (token: string | null = null): Platform => ({
  kind: "web",
  window: "main",
  isMac: isMac(),
  openExternal: async (url) => {
    if (isSafeAddress(url)) window.open(url, "_blank", "noopener,noreferrer");
  },
  copyText,
  blobs: createBlobStore({ address: "/blobs", token }),
  download: createDownloads(token),
  notices: createWebNotices(),
  sandbox: { address: "/artifact", sealed: sealsFrames(), shared: false },
});

/** The first Chromium in which `Connection-Allowlist` was seen to close what a content policy leaves open. */
const SEALED_SINCE = 156;

type Brands = { readonly brands?: readonly { readonly brand: string; readonly version: string }[] };

/** Whether this browser keeps a sandboxed document from every connection. */
const sealsFrames = (): boolean => {
  const { userAgentData } = navigator as { userAgentData?: Brands };
  return (userAgentData?.brands ?? []).some(
    ({ brand, version }) => brand === "Chromium" && Number(version) >= SEALED_SINCE,
  );
};

/** Whether the page runs on a Mac, where Mod is the Command key. */
const isMac = (): boolean => /mac|iphone|ipad/i.test(navigator.platform);
