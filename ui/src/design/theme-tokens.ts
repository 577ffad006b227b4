import { create } from "zustand";

import type { Theme } from "./theme";

/** Colours for roles: `#rrggbb` by role. */
export type Tokens = Readonly<Record<string, string>>;

/** A theme that is being made, shown in place of the one in force; null shows that one. */
export const useThemePreview = create<{
  readonly preview: { readonly base: Theme; readonly tokens: Tokens } | null;
}>(() => ({ preview: null }));

const STORED_AS = "atelier-theme";
const ROLE = /^[a-z][a-z0-9-]{0,40}$/;
const COLOUR = /^#[0-9a-f]{6}$/;

let shown: readonly string[] = [];

/** Gives the roles these colours, and all others those of the base. Nothing but colours is taken. */
export const showTokens = (tokens: Tokens): void => {
  const { style } = document.documentElement;
  const sound = Object.entries(tokens).filter(([role, it]) => ROLE.test(role) && COLOUR.test(it));
  for (const role of shown) style.removeProperty(`--${role}`);
  for (const [role, colour] of sound) style.setProperty(`--${role}`, colour);
  shown = sound.map(([role]) => role);
};

/** Shows the colours of a theme, and remembers them for the first paint of the next visit. */
export const keepTokens = (base: Theme, tokens: Tokens): void => {
  showTokens(tokens);
  try {
    if (Object.keys(tokens).length === 0) localStorage.removeItem(`${STORED_AS}-${base}`);
    else localStorage.setItem(`${STORED_AS}-${base}`, JSON.stringify(tokens));
  } catch {
    // A page that may store nothing begins with the usual theme, and that is all.
  }
};

/** Shows what was remembered of the last visit, until the core has said what is in force. */
export const restoreTokens = (base: Theme): void => {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(`${STORED_AS}-${base}`) ?? "{}");
    const pairs = typeof stored === "object" && stored !== null ? Object.entries(stored) : [];
    showTokens(Object.fromEntries(pairs.filter(([, it]) => typeof it === "string")));
  } catch {
    // What does not read is no theme.
  }
};

/** Makes the text of messages as large as that, in per cent of the usual. */
export const showMessageScale = (percent: number): void =>
  document.documentElement.style.setProperty("--message-scale", String(percent / 100));
