import { describe, expect, it } from "vitest";

import { readAmount, writeAmount } from "./amount";

describe("an amount", () => {
  it.each([
    ["", { state: "none" }],
    ["  ", { state: "none" }],
    ["5", { state: "amount", nanoUsd: 5_000_000_000 }],
    ["$ 5.50", { state: "amount", nanoUsd: 5_500_000_000 }],
    ["0,1", { state: "amount", nanoUsd: 100_000_000 }],
    ["0", { state: "amount", nanoUsd: 0 }],
    ["0.0001", { state: "amount", nanoUsd: 100_000 }],
    ["-1", { state: "wrong" }],
    ["1e3", { state: "wrong" }],
    ["1.23456", { state: "wrong" }],
    ["9999999", { state: "wrong" }],
    ["five", { state: "wrong" }],
  ])("is read from %j", (text, amount) => expect(readAmount(text)).toEqual(amount));

  it("is written as it was typed", () => {
    for (const text of ["", "5.00", "0.10", "0.0001", "12.345"]) {
      const amount = readAmount(text);
      expect(writeAmount(amount.state === "amount" ? amount.nanoUsd : null)).toBe(text);
    }
  });
});
