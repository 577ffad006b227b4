import { describe, expect, it } from "vitest";

import { conversation } from "../../testing/fixtures/conversations";
import { groupByAge } from "./groups";

const NOW = new Date(2026, 10, 21, 13, 0).getTime();
const named = (groups: ReturnType<typeof groupByAge>) =>
  groups.map(
    ({ name, conversations }) => `${name}: ${conversations.map(({ title }) => title).join(", ")}`,
  );
const on = (title: string, ...date: [number, number, number, number, number]) =>
  conversation({ id: title, title, updated_at: new Date(...date).getTime() });

describe("groupByAge", () => {
  it("groups by calendar days, not by hours", () => {
    const list = [
      on("now", 2026, 10, 21, 12, 59),
      on("midnight", 2026, 10, 21, 0, 0),
      on("last night", 2026, 10, 20, 23, 59),
      on("yesterday", 2026, 10, 20, 0, 0),
      on("a week", 2026, 10, 14, 0, 0),
      on("older", 2026, 10, 13, 23, 59),
    ];
    expect(named(groupByAge(list, NOW))).toEqual([
      "today: now, midnight",
      "yesterday: last night, yesterday",
      "week: a week",
      "older: older",
    ]);
  });

  it("has no empty groups", () => expect(groupByAge([], NOW)).toEqual([]));

  it("counts a clock that runs ahead as today", () => {
    expect(named(groupByAge([on("later", 2026, 10, 22, 9, 0)], NOW))).toEqual(["today: later"]);
  });
});
