import type { WindowKind } from "@atelier/client/types";

import type { DownloadWish } from "./downloads";
import type { Notices } from "./notices";

/** What the surroundings of the page can do, beyond the page itself. */
export type Platform = {
  readonly kind: "tauri" | "web";
  /** Which of the windows of Atelier the page is in; a page in a browser is the main one. */
  readonly window: WindowKind;
  /** Whether Mod is the Command key. */
  readonly isMac: boolean;
  /** Opens an address outside; anything but `https:`, `http:` and `mailto:` is refused. */
  readonly openExternal: (url: string) => Promise<void>;
  /** Puts text on the clipboard. */
  readonly copyText: (text: string) => Promise<void>;
  /** Brings the bytes of files to the core, and back. */
  readonly blobs: BlobStore;
  /** Lets the browser keep an export as a file of its own; none where the core writes files itself. */
  readonly download: ((wish: DownloadWish) => Promise<void>) | null;
  /** Notices of the system, outside of the page. */
  readonly notices: Notices;
  /** Where artifacts of answers are shown, apart from the page. */
  readonly sandbox: Sandbox;
};

/** The place that artifacts are shown in. */
type Sandbox = {
  /** Its empty document. */
  readonly address: string;
  /** Whether a script in it can reach nothing at all: no name is looked up for it, no line opened. */
  readonly sealed: boolean;
  /** Whether a script in it that never ends holds up the page around it, too. */
  readonly shared: boolean;
};

/** How bytes are sent. */
export type SendOptions = {
  /** Hears which part has been sent, from 0 to 1. */
  readonly onProgress?: (part: number) => void;
  readonly signal?: AbortSignal;
  /** The conversation that they are for; none is the one not created yet. */
  readonly conversationId?: string | null;
};

/** The bytes of files, by their SHA-256. Every failure is an `OperationError`. */
export type BlobStore = {
  readonly put: (bytes: Blob, options?: SendOptions) => Promise<{ readonly hash: string }>;
  readonly get: (hash: string, signal?: AbortSignal) => Promise<Blob>;
};
