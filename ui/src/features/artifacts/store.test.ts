import { expect, test } from "vitest";

import { MOST_ONCE, showOnce, useArtifacts } from "./store";

test("of what was asked for by itself, the last stay shown", () => {
  for (let at = 0; at < 1_000; at += 1) showOnce({ kind: "svg", code: `<svg id="${at}"/>` });
  const { once, asked } = useArtifacts.getState();
  expect(once.size).toBe(MOST_ONCE);
  expect(once.has('<svg id="999"/>')).toBe(true);
  expect(asked).toBeNull();
});
