import { expect, test } from "vitest";

import { bytes, microseconds, money, plural } from "./quantity";

test.each([
  [null, "unknown"],
  [0, "$0.00"],
  [1, "< $0.0001"],
  [123_456, "$0.0001"],
  [4_200_000, "$0.0042"],
  [12_340_000, "$0.01"],
  [1_005_000_000, "$1.01"],
  [1_239_000_000, "$1.24"],
])("%j billionths of a dollar read %s", (nanoUsd, words) => {
  expect(money(nanoUsd)).toBe(words);
});

test.each([
  [null, "unknown"],
  [0, "0 B"],
  [1_023, "1023 B"],
  [1_024, "1.0 KiB"],
  [150 * 1_024 * 1_024, "150 MiB"],
  [5e15, "4547 TiB"],
])("%j bytes read %s", (count, words) => {
  expect(bytes(count)).toBe(words);
});

test.each([
  [0, "0 µs"],
  [999, "999 µs"],
  [1_500, "1.5 ms"],
  [48_000, "48 ms"],
  [2_500_000, "2.5 s"],
])("%d microseconds read %s", (us, words) => {
  expect(microseconds(us)).toBe(words);
});

test("one thing is not many", () => {
  expect(plural(1, "answer", "answers")).toBe("1 answer");
  expect(plural(0, "answer", "answers")).toBe("0 answers");
});
