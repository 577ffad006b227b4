import { expect, test } from "vitest";

import { cancelled, isWireError, toOperationError } from "./errors";

test("an error of the core is known by its code and its message", () => {
  expect(isWireError({ code: "locked", message: "x" })).toBe(true);
  expect(isWireError({ code: "locked", message: "x", hint: null })).toBe(true);
  for (const other of [
    null,
    "locked",
    {},
    { code: "toString", message: "x" },
    { code: "locked" },
  ]) {
    expect(isWireError(other), JSON.stringify(other)).toBe(false);
  }
});

test("whatever went wrong becomes an error with words for a person", () => {
  const known = cancelled();
  expect(toOperationError(known)).toBe(known);
  expect(toOperationError(new TypeError("Failed to fetch")).code).toBe("unavailable");
  expect(toOperationError(new DOMException("x", "AbortError")).code).toBe("cancelled");
  for (const cause of [undefined, 7, "text", new Error("x"), {}]) {
    const error = toOperationError(cause);
    expect(error.code).toBe("internal");
    expect(error.message).toMatch(/^Something went wrong/);
  }
});
