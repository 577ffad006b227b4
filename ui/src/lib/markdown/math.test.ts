import type { Token } from "marked";
import { describe, expect, it } from "vitest";

import { lexFlow } from "./lex";
import { readFormula } from "./math";
import { settle } from "./settle";

/** The formulas of a text, as written, those on lines of their own in brackets. */
const formulas = (source: string): readonly string[] => {
  const found: string[] = [];
  const look = (tokens: readonly Token[]): void => {
    for (const token of tokens) {
      if (token.type === "math") {
        const { text, display } = token as unknown as { text: string; display: boolean };
        found.push(display ? `[${text.trim()}]` : text);
      }
      if ("tokens" in token && token.tokens) look(token.tokens);
      if (token.type === "list") look(token["items"]);
    }
  };
  look(lexFlow(source).tokens);
  return found;
};

describe("formulas", () => {
  it.each([
    ["Take $x^2$ and $y_1$.", ["x^2", "y_1"]],
    ["$$\n\\int_0^1 x\\,dx\n$$\n", ["[\\int_0^1 x\\,dx]"]],
    ["Before\n\\[ a = b \\]\nafter", ["[a = b]"]],
    ["so \\(e^{i\\pi}\\) is", ["e^{i\\pi}"]],
    ["**bold $a*b*c$ bold**", ["a*b*c"]],
    ["- item $n$\n- $$m$$", ["n", "[m]"]],
    ["$\\$5$", ["\\$5"]],
  ])("are read in %j", (source, expected) => {
    expect(formulas(source)).toEqual(expected);
  });

  it.each([
    "It costs $5 and then $10.",
    "from $5-$10 a month",
    "`$x$` is code",
    "```\n$x$\n```",
    "\\$x\\$ is escaped",
    "$HOME and $PATH",
    "an empty $$ $$ one",
    "\\[a word in brackets\\] and \\(another one\\)",
    "$ x $",
    `$${"x".repeat(5_000)}$`,
  ])("are not read in %j", (source) => {
    expect(formulas(source)).toEqual([]);
  });

  it.each(["$".repeat(20_000), "\\(".repeat(10_000), "$a ".repeat(9_000), "$$".repeat(9_000)])(
    "are looked for in bounded time",
    (source) => {
      const begun = performance.now();
      lexFlow(source);
      settle(source);
      expect(performance.now() - begun).toBeLessThan(2_000);
    },
  );

  it("are shown when they are whole, and never as letters before", () => {
    const text = "The sum $\\frac{a}{b} + c$ and \\(d\\) stay.";
    for (let end = 0; end <= text.length; end += 1) {
      const shown = settle(text.slice(0, end));
      expect(shown).not.toMatch(/\$\\frac\{a\}\{b\}[^$]*$/);
      expect(shown.replace(/\$[^$]*\$|\\\([^)]*\\\)/g, "")).not.toMatch(/[\\{}]/);
    }
    expect(settle("costs $5 and")).toBe("costs $5 and");
    expect(settle("$$\nx = ")).toBe("");
    expect(settle("$$\nx = 1\n$$")).toContain("x = 1");
  });

  it("keep their own marks", () => {
    expect(readFormula("\\[x\\] rest")).toMatchObject({ raw: "\\[x\\]", display: true });
    expect(readFormula("$a$$b$")?.raw).toBe("$a$");
  });
});
