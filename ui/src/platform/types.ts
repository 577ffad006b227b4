/** What the surroundings of the page can do, beyond the page itself. */
export type Platform = {
  readonly kind: "tauri" | "web";
  /** Whether Mod is the Command key. */
  readonly isMac: boolean;
  /** Opens an address outside; anything but `https:`, `http:` and `mailto:` is refused. */
  readonly openExternal: (url: string) => Promise<void>;
  /** Puts text on the clipboard. */
  readonly copyText: (text: string) => Promise<void>;
};
