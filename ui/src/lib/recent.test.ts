import { expect, test } from "vitest";

import { createRecent } from "./recent";

test("so many are held, and what was not used for longest goes first", () => {
  const recent = createRecent<string, number>(3);
  for (const [at, name] of ["a", "b", "c"].entries()) recent.set(name, at);
  expect(recent.get("a")).toBe(0);
  recent.set("d", 3);
  expect(["a", "b", "c", "d"].map(recent.get)).toEqual([0, undefined, 2, 3]);
  for (let at = 0; at < 1_000; at += 1) recent.set(`more ${at}`, at);
  expect(recent.size()).toBe(3);
});

test("what is heavy takes the room of many, and what is set again counts once", () => {
  const recent = createRecent<string, string>(10, (_, value) => value.length);
  for (const name of ["a", "b", "c"]) recent.set(name, "xxx");
  recent.set("c", "xxxx");
  expect(recent.size()).toBe(3);
  recent.set("d", "xxxxxx");
  expect(["a", "b", "c", "d"].map(recent.get)).toEqual([undefined, undefined, "xxxx", "xxxxxx"]);
  recent.set("e", "x".repeat(100));
  expect(recent.size()).toBe(1);
  expect(recent.get("e")).toHaveLength(100);
  recent.set("f", "x");
  expect(["e", "f"].map(recent.get)).toEqual([undefined, "x"]);
});
