import { expect, test } from "vitest";

import { type Route, routeOf } from "./route";

// rows: 3.033
test.each<[string, Route]>([
  ["/", { name: "new" }],
  ["/c/0190", { name: "conversation", id: "0190" }],
  ["/settings", { name: "settings" }],
  ["/settings/account", { name: "settings", section: "account" }],
  ["/settings/account/key", { name: "settings", section: "account", entry: "key" }],
])("%s is a place", (address, route) => {
  expect(routeOf(address)).toEqual(route);
});

test.each(["", "/c", "/nowhere/at/all"])("%j is a new conversation", (address) => {
  expect(routeOf(address)).toEqual({ name: "new" });
});
