import type { Appearance } from "@atelier/client/types";
import { create } from "zustand";

/** What is shown, once the system's wish is known. */
export type Theme = "light" | "dark";

type ThemeStore = { readonly appearance: Appearance; readonly theme: Theme };

/** Returns what an appearance comes to on a system that prefers `system`. */
export const themeFor = (appearance: Appearance, system: Theme): Theme =>
  appearance === "system" ? system : appearance;

const darkSystem = (): MediaQueryList => matchMedia("(prefers-color-scheme: dark)");
const systemTheme = (): Theme => (darkSystem().matches ? "dark" : "light");

/** Whether the system draws the page in colours of its own. */
const forcedColors = (): MediaQueryList => matchMedia("(forced-colors: active)");

/** Where the appearance is remembered, for the first paint of the next visit. */
const STORED_AS = "atelier-appearance";

/** The appearance that was chosen, or was last time, and the theme that it comes to now. */
export const useTheme = create<ThemeStore>(() => ({ appearance: remembered(), theme: "light" }));

/** Shows an appearance at once. */
export const showAppearance = (appearance: Appearance): void => {
  // What keeps its colour, such as a chart, must suit the ground that the system draws it on.
  const wished = forcedColors().matches ? "system" : appearance;
  const theme = themeFor(wished, systemTheme());
  document.documentElement.dataset["theme"] = theme;
  useTheme.setState({ appearance, theme });
};

/** Shows the appearance of the settings, and remembers it for the next first paint. */
export const keepAppearance = (appearance: Appearance): void => {
  showAppearance(appearance);
  try {
    localStorage.setItem(STORED_AS, appearance);
  } catch {
    // A page that may store nothing begins with the system's theme, and that is all.
  }
};

/** Whether nothing is remembered of an earlier visit. */
export const isFirstVisit = (): boolean => {
  try {
    return localStorage.getItem(STORED_AS) === null;
  } catch {
    return false;
  }
};

/** Shows the theme of the last visit, and follows the system's where that is wished; returns what ends that. */
export const followSystemTheme = (): (() => void) => {
  const follow = (): void => showAppearance(useTheme.getState().appearance);
  const wishes = [darkSystem(), forcedColors()];
  follow();
  for (const wish of wishes) wish.addEventListener("change", follow);
  return () => {
    for (const wish of wishes) wish.removeEventListener("change", follow);
  };
};

function remembered(): Appearance {
  try {
    const stored = localStorage.getItem(STORED_AS);
    return stored === "light" || stored === "dark" ? stored : "system";
  } catch {
    return "system";
  }
}
