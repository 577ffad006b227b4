// @vitest-environment node
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const CSS = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");

/** Reads the colours of a theme from the sheet itself. */
const tokensOf = (theme: string): Map<string, string> => {
  const start = CSS.indexOf(`[data-theme="${theme}"]`);
  const body = CSS.slice(CSS.indexOf("{", start), CSS.indexOf("}", start));
  return new Map(
    [...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, n, v]) => [n, v]) as [
      string,
      string,
    ][],
  );
};

const luminance = (hex: string): number => {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
};

const contrast = (one: string, other: string): number => {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
};

const SURFACES = ["surface", "surface-raised", "surface-sunken"];
const STATES = ["surface-hover", "surface-selected"];
const STATUS = ["success", "warning", "danger", "info"];
const TINTS = ["accent", ...STATUS].map((name) => `${name}-subtle`);
const CODE = [
  "keyword",
  "string",
  "number",
  "title",
  "type",
  "variable",
  "meta",
  "addition",
  "deletion",
].map((name) => `code-${name}`);
const CHARTS = [1, 2, 3, 4, 5, 6].map((series) => `chart-${series}`);

type Rule = readonly [readonly string[], readonly string[], number];

/** Which pairs occur, and how much they must differ (WCAG 2.2). */
const RULES: readonly Rule[] = [
  [["text", "code-text"], [...SURFACES, ...STATES, ...TINTS], 7],
  [["text-subtle", "text-faint"], [...SURFACES, ...STATES, ...TINTS], 4.5],
  [["accent"], ["surface", "surface-raised"], 7],
  [["accent"], [...SURFACES, "accent-subtle"], 4.5],
  [["accent-text"], ["accent", "accent-hover"], 7],
  [["danger-text"], ["danger", "danger-hover"], 7],
  [STATUS, ["surface", "surface-raised"], 7],
  [STATUS, [...SURFACES, ...STATES], 4.5],
  [CODE, SURFACES, 7],
  [["code-comment"], SURFACES, 4.5],
  [["border", "border-focus"], [...SURFACES, "surface-hover"], 3],
  [CHARTS, SURFACES, 3],
];

describe.each(["light", "dark"])("%s", (theme) => {
  const tokens = tokensOf(theme);
  const colour = (name: string): string => {
    const found = tokens.get(name);
    if (!found) throw new Error(`${theme} has no ${name}`);
    return found;
  };

  test.each(RULES)("%j on %j differ at least %f to 1", (inks, papers, least) => {
    for (const ink of inks) {
      for (const paper of papers) {
        const ratio = contrast(colour(ink), colour(paper));
        expect(ratio, `${ink} on ${paper}`).toBeGreaterThanOrEqual(least);
      }
    }
  });

  test.each(STATUS)("%s can be read on its own tint", (name) => {
    expect(contrast(colour(name), colour(`${name}-subtle`))).toBeGreaterThanOrEqual(7);
  });
});

test("both themes name the same roles", () => {
  const names = (theme: string) => [...tokensOf(theme).keys()].sort();
  expect(names("dark")).toEqual(names("light"));
});

test("the page before the interface has the surfaces of the themes", () => {
  const first = readFileSync(new URL("../../public/first-paint.css", import.meta.url), "utf8");
  const found = [...first.matchAll(/#[0-9a-f]{6}/g)].map(([hex]) => hex);
  const surfaces = [tokensOf("light").get("surface"), tokensOf("dark").get("surface")];
  expect(found, "as the system wishes, and as it was chosen").toEqual([...surfaces, ...surfaces]);
});

test("no stock colour is left", () => {
  expect(CSS).toContain("--color-*: initial;");
});
