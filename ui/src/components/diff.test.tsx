import { render } from "@testing-library/react";
import { expect, it } from "vitest";

import { Diff } from "./Diff";

it("marks the words that differ, and shows lines without a partner as they are", () => {
  const { container } = render(
    <Diff
      hunks={[
        {
          before: 1,
          after: 1,
          lines: [
            {
              kind: "removed",
              text: "let a = 1;",
              parts: [
                { text: "let a = ", changed: false },
                { text: "1", changed: true },
                { text: ";", changed: false },
              ],
            },
            {
              kind: "added",
              text: "let a = \u202e2;",
              parts: [
                { text: "let a = ", changed: false },
                { text: "\u202e2", changed: true },
                { text: ";", changed: false },
              ],
            },
            { kind: "added", text: "let b = <b>3</b>;" },
          ],
        },
      ]}
      label="Changes"
      lines={1}
    />,
  );
  const lines = [...container.querySelectorAll("tr[data-kind] td:last-child")];
  expect(lines.map(({ textContent }) => textContent)).toEqual([
    "let a = 1;",
    "let a = U+202E2;",
    "let b = <b>3</b>;",
  ]);
  const marked = [...container.querySelectorAll("mark")];
  expect(marked.map(({ textContent }) => textContent)).toEqual(["1", "U+202E2"]);
  // Not by colour alone.
  for (const mark of marked) expect(mark.className).toContain("underline");
});
