import { expect, test } from "vitest";

import { duration, relativeTime } from "./time";

const NOON = new Date(2026, 5, 17, 12).getTime();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test.each([
  [0, "just now"],
  [59_000, "just now"],
  [MINUTE, "1 min. ago"],
  [59 * MINUTE, "59 min. ago"],
  [HOUR, "1 hr. ago"],
  [11 * HOUR, "11 hr. ago"],
  [13 * HOUR, "yesterday"],
  [36 * HOUR, "yesterday"],
  [37 * HOUR, "2 days ago"],
  [6 * 24 * HOUR, "6 days ago"],
])("%d ms before noon reads %s", (ago, words) => {
  expect(relativeTime(NOON - ago, NOON)).toBe(words);
});

test("what is longer ago has a date, and a year where it is another", () => {
  expect(relativeTime(NOON - 20 * 24 * HOUR, NOON)).toMatch(/28/);
  expect(relativeTime(NOON - 400 * 24 * HOUR, NOON)).toMatch(/2025/);
});

test("an evening is an hour ago just after midnight, not yesterday", () => {
  const pastMidnight = new Date(2026, 5, 17, 0, 30).getTime();
  expect(relativeTime(pastMidnight - HOUR, pastMidnight)).toBe("1 hr. ago");
});

test.each([
  [12, "12 ms"],
  [1_234, "1.2 s"],
  [61_000, "1 min 1 s"],
  [2 * HOUR + 5 * MINUTE, "2 h 5 min"],
])("%d ms lasts %s", (ms, words) => {
  expect(duration(ms)).toBe(words);
});
