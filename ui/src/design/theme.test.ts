import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { followSystemTheme, showAppearance, themeFor, useTheme } from "./theme";

let dark = false;
let forced = false;
const listeners = new Set<() => void>();

beforeEach(() => {
  dark = false;
  forced = false;
  vi.stubGlobal("matchMedia", (query: string) => ({
    get matches() {
      return query.includes("forced-colors") ? forced : dark;
    },
    addEventListener: (_: string, listener: () => void) => listeners.add(listener),
    removeEventListener: (_: string, listener: () => void) => listeners.delete(listener),
  }));
});
afterEach(() => listeners.clear());

const turn = (to: boolean) => {
  dark = to;
  for (const listener of listeners) listener();
};
const shown = () => document.documentElement.dataset["theme"];

test("a chosen theme wins over the system's", () => {
  expect(themeFor("dark", "light")).toBe("dark");
  expect(themeFor("light", "dark")).toBe("light");
  expect(themeFor("system", "dark")).toBe("dark");
});

// rows: 3.033
test("the system is followed while nothing else is chosen, and no longer than wished", () => {
  showAppearance("system");
  const stop = followSystemTheme();
  expect(shown()).toBe("light");
  turn(true);
  expect(shown()).toBe("dark");
  showAppearance("light");
  turn(false);
  turn(true);
  expect(shown()).toBe("light");
  expect(useTheme.getState()).toEqual({ appearance: "light", theme: "light" });
  stop();
  expect(listeners.size).toBe(0);
});

test("where the system forces its colours, the theme is the one that suits its ground", () => {
  showAppearance("light");
  const stop = followSystemTheme();
  forced = true;
  turn(true);
  expect(shown()).toBe("dark");
  expect(useTheme.getState().appearance, "what was chosen stays chosen").toBe("light");
  forced = false;
  turn(true);
  expect(shown()).toBe("light");
  stop();
});
