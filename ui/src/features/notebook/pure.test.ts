import { describe, expect, it } from "vitest";

import { isPayoff, negative, percent, toNumber } from "./fraction";
import { pureOf, readGame } from "./game";
import { readResult } from "./result";
import { runsOf } from "./runs";
import { scaleOf, ticksOf, tickText } from "./scale";

describe("fractions", () => {
  it("are read for what is drawn, and written exactly otherwise", () => {
    expect(toNumber("3/5")).toBeCloseTo(0.6);
    expect(toNumber("-2")).toBe(-2);
    expect(percent("1/3")).toBe("33.3%");
    expect(percent("1/100000")).toBe("< 0.1%");
    expect(percent("0")).toBe("0%");
  });

  it.each([
    ["3", "-3"],
    ["-1/3", "1/3"],
    ["+2", "-2"],
    ["0", "0"],
    ["-0", "0"],
    ["0.0", "0"],
  ])("%s has the negative %s", (text, other) => {
    expect(negative(text)).toBe(other);
  });

  it.each(["3", "-3", "+0.5", "1/3", "-12/7", "2e-3", ".5", "4."])("%s is a payoff", (text) => {
    expect(isPayoff(text)).toBe(true);
  });

  it.each(["", "-", "1/0", "1/-2", "x", "1 2", "1//2", "--1", "1e999", "NaN"])(
    "%j is none",
    (text) => {
      expect(isPayoff(text)).toBe(false);
    },
  );
});

describe("a game", () => {
  it("is shown as it was written, with names or places", () => {
    const input = { row_payoffs: [["1/3", 0]], column_payoffs: [[1, 2]], row_names: ["up"] };
    const game = readGame(input, 1, 2);
    expect(game?.rows).toEqual(["up"]);
    expect(game?.columns).toEqual(["Column 1", "Column 2"]);
    expect(game?.payoffs).toEqual([
      [
        ["1/3", "1"],
        ["0", "2"],
      ],
    ]);
  });

  it("is zero-sum where one matrix is given", () => {
    expect(readGame({ row_payoffs: [[1, -2]] }, 1, 2)?.payoffs).toEqual([
      [
        ["1", "-1"],
        ["-2", "2"],
      ],
    ]);
  });

  it.each([
    ["nothing", null],
    ["no payoffs", {}],
    ["another shape", { row_payoffs: [[1]] }],
    ["a ragged matrix", { row_payoffs: [[1, 2], [3]] }],
    ["a column matrix of another shape", { row_payoffs: [[1, 2]], column_payoffs: [[1]] }],
  ])("is no table of %s", (_, input) => {
    expect(readGame(input, 1, 2)).toBeNull();
  });

  it("knows a pure strategy", () => {
    expect(pureOf(["0", "1"])).toBe(1);
    expect(pureOf(["1/2", "1/2"])).toBeNull();
  });
});

describe("what was returned", () => {
  it("is read where it can be drawn", () => {
    expect(readResult('{"function":"lucas","n":0,"to":1,"numbers":["2","1"]}')).toMatchObject({
      numbers: ["2", "1"],
    });
  });

  it.each(["", "no JSON", "null", "[]", "{}", '{"function":"sum"}', '{"function":"lucas"}', '"x"'])(
    "is nothing where it is %j",
    (text) => {
      expect(readResult(text)).toBeNull();
    },
  );
});

describe("an axis", () => {
  it("maps its ends, and one value into the middle", () => {
    const { at } = scaleOf([2, 4], [0, 100]);
    expect([at(2), at(3), at(4)]).toEqual([0, 50, 100]);
    expect(scaleOf([7, 7], [0, 100]).at(7)).toBe(50);
    expect(scaleOf([Number.NaN], [0, 100]).ticks).toEqual([]);
  });

  it.each([
    [0, 10, 4, [0, 5, 10]],
    [0, 0.3, 3, [0, 0.1, 0.2, 0.3]],
    [-3, 3, 6, [-3, -2, -1, 0, 1, 2, 3]],
    [1.01, 3.4, 5, [1.5, 2, 2.5, 3]],
  ])("from %d to %d has round ticks", (low, high, about, ticks) => {
    expect(ticksOf(low, high, about)).toEqual(ticks);
  });

  it("writes numbers short", () => {
    expect([0, 0.5, 1_000, 2_000_000, 0.0001].map(tickText)).toEqual([
      "0",
      "0.5",
      "1000",
      "2e6",
      "1e-4",
    ]);
  });
});

it("neighbours are drawn together", () => {
  expect(runsOf([3, 8, 7, 9, 20])).toBe("3, 7 to 9, 20");
  expect(runsOf([])).toBe("");
});
