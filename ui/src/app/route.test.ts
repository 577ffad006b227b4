import { expect, test } from "vitest";

import { addressOf, type Route, routeOf } from "./route";

test.each<[string, Route]>([
  ["/", { name: "new" }],
  ["/c/0190", { name: "conversation", id: "0190" }],
  ["/settings", { name: "settings" }],
  ["/settings/account", { name: "settings", section: "account" }],
  ["/settings/account/key", { name: "settings", section: "account", entry: "key" }],
])("%s is a place, and the place has that address", (address, route) => {
  expect(routeOf(address)).toEqual(route);
  expect(addressOf(route)).toBe(address);
});

test.each(["", "/c", "/nowhere/at/all"])("%j is a new conversation", (address) => {
  expect(routeOf(address)).toEqual({ name: "new" });
});
