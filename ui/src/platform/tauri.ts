import { convertFileSrc, isTauri } from "@tauri-apps/api/core";

import { createBlobStore } from "./blobs";
import type { Platform } from "./types";
import { createWebPlatform } from "./web";

/** Whether the page runs in the desktop window. */
export const inDesktopWindow = (): boolean => isTauri();

/**
 * Returns the platform of the desktop window.
 *
 * It opens no second window: the host refuses each, and hands a safe address to the system instead.
 */
export const createTauriPlatform = (): Platform => ({
  ...createWebPlatform(),
  kind: "tauri",
  // The scheme of the core's own, as this system writes it.
  blobs: createBlobStore({
    address: convertFileSrc("", "blobs"),
    token: null,
    buffered: true,
  }),
  // The window gives the page no permission of its own, and has no notices yet.
  notices: { state: () => "impossible", ask: async () => "impossible", show: () => {} },
});
