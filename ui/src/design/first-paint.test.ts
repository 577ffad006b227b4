import { readFileSync } from "node:fs";
import { afterEach, expect, test, vi } from "vitest";

import { keepAppearance } from "./theme";

const SCRIPT = readFileSync("public/first-paint.js", "utf8");
const shown = () => document.documentElement.dataset["theme"];

/** Runs the script as the next visit does, before anything has chosen a theme. */
const visit = () => {
  delete document.documentElement.dataset["theme"];
  // biome-ignore lint/security/noGlobalEval: it is the file that the page loads as a script
  window.eval(SCRIPT);
};

afterEach(() => localStorage.clear());

test("the next visit begins with the theme of the last one", () => {
  for (const theme of ["dark", "light"] as const) {
    keepAppearance(theme);
    visit();
    expect(shown()).toBe(theme);
  }
  keepAppearance("system");
  visit();
  expect(shown()).toBeUndefined();
});

test("nothing but a theme is taken from what is stored, and a store that refuses harms nothing", () => {
  localStorage.setItem("atelier-appearance", '"><script>');
  visit();
  expect(shown()).toBeUndefined();
  vi.stubGlobal("localStorage", {
    getItem: () => {
      throw new DOMException("no", "SecurityError");
    },
    setItem: () => {
      throw new DOMException("full", "QuotaExceededError");
    },
    clear: () => {},
  });
  visit();
  keepAppearance("dark");
  expect(shown()).toBe("dark");
});
