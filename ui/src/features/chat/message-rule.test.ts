import { describe, expect, it } from "vitest";

import { countCharacters, judge, wellFormed } from "./message-rule";

describe("the rule for a message", () => {
  const cases: readonly (readonly [text: string, length: number, state: string])[] = [
    ["", 0, "empty"],
    [" \t\n\u00a0\u2003\u0085\u3000", 7, "empty"],
    ["\ufeff", 1, "fits"],
    ["abc", 3, "fits"],
    ["abcde", 5, "fits"],
    ["abcdef", 6, "too_long"],
    ["👩‍👩‍👧", 5, "fits"],
    ["🦀🦀🦀🦀🦀", 5, "fits"],
    ["e\u0301e\u0301", 4, "fits"],
    ["  abc ", 6, "too_long"],
    ["\ud800abc\udc00", 5, "fits"],
  ];
  // rows: 3.090
  it.each(cases)("counts %j as %i: %s", (text, length, state) => {
    expect(judge(text, 5)).toEqual({ length, state });
  });

  it("counts as iterating over scalar values does", () => {
    const text = "a🦀é\ud83d\ud83e\udd80\udd80 日本";
    expect(countCharacters(text)).toBe([...wellFormed(text)].length);
  });

  it("replaces halves of pairs and nothing else", () => {
    expect(wellFormed("a\ud83d🦀\udd80")).toBe("a\ufffd🦀\ufffd");
  });
});
