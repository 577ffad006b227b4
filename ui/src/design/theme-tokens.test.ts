import { afterEach, expect, test } from "vitest";

import { keepTokens, restoreTokens, showMessageScale, showTokens } from "./theme-tokens";

const role = (name: string) => document.documentElement.style.getPropertyValue(`--${name}`);

afterEach(() => {
  showTokens({});
  localStorage.clear();
});

// rows: 3.167
test("a theme is shown at once, and the next one leaves nothing of it", () => {
  showTokens({ surface: "#101010", text: "#fafafa" });
  expect([role("surface"), role("text")]).toEqual(["#101010", "#fafafa"]);
  showTokens({ text: "#ffffff" });
  expect([role("surface"), role("text")]).toEqual(["", "#ffffff"]);
});

// rows: 3.166
test("nothing but colours for roles reaches the page", () => {
  showTokens({
    surface: "url(//x)",
    text: "#fff",
    "x;color": "#ffffff",
    "": "#ffffff",
    Accent: "#ffffff",
    info: "#12345678",
    danger: "#123456",
  });
  expect(document.documentElement.getAttribute("style")).toBe("--danger: #123456;");
});

test("the next visit begins with the colours of the last one, of the same base", () => {
  keepTokens("dark", { surface: "#101010" });
  showTokens({});
  restoreTokens("light");
  expect(role("surface")).toBe("");
  restoreTokens("dark");
  expect(role("surface")).toBe("#101010");
  keepTokens("dark", {});
  showTokens({ text: "#ffffff" });
  restoreTokens("dark");
  expect([role("surface"), role("text")]).toEqual(["", ""]);
});

test.each(["[", "3", "null", '{"surface":3}', '{"surface":"red"}', '["#ffffff"]'])(
  "%s is remembered of no theme",
  (stored) => {
    localStorage.setItem("atelier-theme-dark", stored);
    restoreTokens("dark");
    expect(role("surface")).toBe("");
  },
);

test("messages have a size of their own", () => {
  showMessageScale(150);
  expect(role("message-scale")).toBe("1.5");
});
