import { describe, expect, it } from "vitest";

import { linesUpTo, namesThatFit } from "./bars";

describe("the lines of a chart", () => {
  it.each([
    [0, [0]],
    [Number.NaN, [0]],
    [1, [0, 0.25, 0.5, 0.75, 1]],
    [0.9, [0, 0.25, 0.5, 0.75, 1]],
    [7, [0, 2, 4, 6, 8]],
    [130, [0, 50, 100, 150]],
  ])("up to %s are round and reach it", (highest, lines) => {
    expect(linesUpTo(highest)).toEqual(lines);
  });

  it("never are many, however large or small the values", () => {
    for (const highest of [1e-9, 3e-4, 12, 99_999, 1e12]) {
      const lines = linesUpTo(highest);
      expect(lines.length).toBeLessThanOrEqual(6);
      expect(lines.at(-1)).toBeGreaterThanOrEqual(highest * 0.999);
    }
  });
});

describe("the names below a chart", () => {
  it("hold the last, and leave room for each", () => {
    expect([...namesThatFit(7, 700, 60)]).toEqual([6, 5, 4, 3, 2, 1, 0]);
    expect([...namesThatFit(30, 300, 60)]).toEqual([29, 23, 17, 11, 5]);
    expect(namesThatFit(0, 300, 60).size).toBe(0);
  });
});
