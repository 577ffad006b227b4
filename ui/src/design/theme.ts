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

/** The appearance that was chosen, and the theme that it comes to now. */
export const useTheme = create<ThemeStore>(() => ({ appearance: "system", theme: "light" }));

/** Shows an appearance at once. */
export const showAppearance = (appearance: Appearance): void => {
  const theme = themeFor(appearance, systemTheme());
  document.documentElement.dataset["theme"] = theme;
  useTheme.setState({ appearance, theme });
};

/** Shows the system's theme and follows it from now on; returns what ends that. */
export const followSystemTheme = (): (() => void) => {
  const follow = (): void => showAppearance(useTheme.getState().appearance);
  const system = darkSystem();
  follow();
  system.addEventListener("change", follow);
  return () => system.removeEventListener("change", follow);
};
