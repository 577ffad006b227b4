import { expect, test } from "vitest";

import { inOrder } from "./in-order";

const later = <T>(value: T, seen: T[], wait: Promise<void>): (() => Promise<T>) => {
  return async () => {
    await wait;
    seen.push(value);
    return value;
  };
};

test("work of one draft is done in order, however long each piece takes", async () => {
  const seen: string[] = [];
  let release: () => void = () => {};
  const slow = new Promise<void>((resolve) => {
    release = resolve;
  });
  const first = inOrder("a", later("text", seen, slow));
  const second = inOrder("a", later("", seen, Promise.resolve()));
  const beside = inOrder("b", later("other", seen, Promise.resolve()));
  await beside;
  expect(seen).toEqual(["other"]);
  release();
  expect(await Promise.all([first, second])).toEqual(["text", ""]);
  expect(seen).toEqual(["other", "text", ""]);
});

test("a failure does not hold up what comes after it", async () => {
  const failed = inOrder(null, () => Promise.reject(new Error("no")));
  const next = inOrder(null, () => Promise.resolve("yes"));
  await expect(failed).rejects.toThrow("no");
  expect(await next).toBe("yes");
});

test("where nothing is under way, work begins at once", () => {
  let begun = false;
  void inOrder("c", async () => {
    begun = true;
  });
  expect(begun).toBe(true);
});
