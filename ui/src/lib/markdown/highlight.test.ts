import { expect, test } from "vitest";

import { blocksKnown, highlight, knownSpans } from "./highlight";

const LINES = 400;
const codeOf = (number: number): string => `let value${number} = "text"; // why\n`.repeat(LINES);

test("colours are known once they were found, and of many long blocks only the last", async () => {
  for (let number = 0; number < 30; number += 1) await highlight("js", codeOf(number));
  const spans = knownSpans("js", codeOf(29));
  expect(spans?.map(({ text }) => text).join("")).toBe(codeOf(29));
  expect(spans?.some(({ scopes }) => scopes.includes("keyword"))).toBe(true);
  expect(blocksKnown()).toBeGreaterThan(2);
  expect(blocksKnown()).toBeLessThan(20);
  expect(knownSpans("js", codeOf(0))).toBeUndefined();
  expect(await highlight("js", codeOf(0))).toHaveLength(spans?.length ?? 0);
});

test("hundreds of usual blocks are known at once", async () => {
  const usual = (number: number): string => `const a${number} = ${number};\n`.repeat(8);
  for (let number = 0; number < 300; number += 1) await highlight("js", usual(number));
  expect(knownSpans("js", usual(0))).toBeDefined();
});
