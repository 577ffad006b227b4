import type { Transport } from "@atelier/client";
import type { WindowKind } from "@atelier/client/types";
import { convertFileSrc, isTauri } from "@tauri-apps/api/core";

import { createBlobStore } from "./blobs";
import { createDesktopNotices } from "./notices";
import type { Platform } from "./types";
import { createWebPlatform } from "./web";

/** Whether the page runs in the desktop window. */
export const inDesktopWindow = (): boolean => isTauri();

/**
 * Returns the platform of the desktop window.
 *
 * It opens no second window: the host refuses each, and hands a safe address to the system instead.
 */
export const createTauriPlatform = (transport: Pick<Transport, "call">): Platform => ({
  ...createWebPlatform(),
  kind: "tauri",
  window: windowKind(location.search),
  // The scheme of the core's own, as this system writes it.
  blobs: createBlobStore({
    address: convertFileSrc("", "blobs"),
    token: null,
    buffered: true,
  }),
  download: null,
  // Nothing of the web engine's own reaches a network, and one process of it runs the page and its frames.
  sandbox: { address: convertFileSrc("", "artifact"), sealed: true, shared: true },
  // The window gives the page no permission of its own: the core asks the desktop.
  notices: createDesktopNotices(transport),
});

/** Which window the host has opened, as the page's address says. */
const windowKind = (search: string): WindowKind => {
  const named = new URLSearchParams(search).get("window");
  return named === "quick" || named === "conversation" ? named : "main";
};
