import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { keyOf } from "./query-client";
import { invalidateTags, isMadeOf, staleAfter } from "./tags";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("what a command makes stale is read from the table of operations", () => {
  expect(staleAfter("conversation.rename")).toEqual(["Conversations", "Patterns"]);
  expect(staleAfter("secret.save")).toContain("Store");
  expect(staleAfter("health.get")).toEqual([]);
});

test("a query is made of the tags that its operation provides", () => {
  const tags = new Set(["Conversations"]);
  expect(isMadeOf({ queryKey: ["conversation.list", {}] }, tags)).toBe(true);
  expect(isMadeOf({ queryKey: ["conversation.list", {}, "pages"] }, tags)).toBe(true);
  expect(isMadeOf({ queryKey: ["settings.get", {}] }, tags)).toBe(false);
  expect(isMadeOf({ queryKey: ["toString"] }, tags)).toBe(false);
  expect(isMadeOf({ queryKey: [] }, tags)).toBe(false);
});

test("a command and the notice that it causes invalidate once", () => {
  const client = new QueryClient();
  const invalidate = vi.spyOn(client, "invalidateQueries");
  client.setQueryData(keyOf("conversation.list", {}), {});
  client.setQueryData(keyOf("settings.get", {}), {});
  invalidateTags(client, ["Conversations"]);
  invalidateTags(client, ["Conversations", "Messages"]);
  invalidateTags(client, []);
  vi.advanceTimersByTime(20);
  expect(invalidate).toHaveBeenCalledOnce();
  expect(client.getQueryState(keyOf("conversation.list", {}))?.isInvalidated).toBe(true);
  expect(client.getQueryState(keyOf("settings.get", {}))?.isInvalidated).toBe(false);
});
