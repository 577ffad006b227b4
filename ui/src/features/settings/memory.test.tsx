import { OperationError } from "@atelier/client/errors";
import type { Pattern, PatternReview } from "@atelier/client/types";
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";

import { createFakeTransport } from "../../testing/fake-transport";
import { renderWith } from "../../testing/render";
import { pattern, settings } from "../../testing/samples";
import { Settings } from "./Settings";

/** A core that has learned as much, and does as it is told. */
const core = (learned: readonly Pattern[], waiting: readonly PatternReview[] = []) => {
  let kept = [...learned];
  let reviews = [...waiting];
  const transport = createFakeTransport({ "settings.get": settings() });
  transport.answer("pattern.stats", {
    learning: true,
    patterns: kept.length,
    pinned: 0,
    suspended: 0,
    wins: 0,
    losses: 0,
    words: 3,
    memory_bytes: 1_024,
    memory_limit_bytes: 1 << 25,
  });
  transport.answer("pattern.list", ({ cursor }) =>
    cursor
      ? { items: kept.slice(2), next_cursor: null }
      : { items: kept.slice(0, 2), next_cursor: kept.length > 2 ? "2" : null },
  );
  transport.answer("pattern.reviews", () => [...reviews]);
  const decided = (id: string) => {
    reviews = reviews.filter((it) => it.pattern.id !== id);
  };
  transport.answer("pattern.forget", ({ id }) => {
    kept = kept.filter((it) => it.id !== id);
    decided(id);
    return { patterns: 1 };
  });
  transport.answer("pattern.score", ({ id }) => {
    decided(id);
    return pattern(id);
  });
  transport.answer("pattern.pin", ({ id, pinned }) => {
    kept = kept.map((it) => (it.id === id ? { ...it, pinned } : it));
    return pattern(id, { pinned });
  });
  return transport;
};

const rows = async (title: string) => {
  const heading = await screen.findByRole("heading", { name: title });
  return within(heading.closest("section") as HTMLElement).findAllByRole("listitem");
};

test("what was learned is listed part by part, and opened, pinned and forgotten", async () => {
  const there = pattern("a", { scope: { kind: "conversation", id: "c1" }, wins: 2, losses: 1 });
  const transport = core([there, pattern("b", { source: "person" }), pattern("c")]);
  const { user } = renderWith(transport, <Settings section="memory" />);
  const [first, second] = await rows("What was learned");
  expect(first?.textContent).toContain("From a conversation · helped 2 of 3 times");
  expect(second?.textContent).toContain("Taught by hand");
  const open = within(first as HTMLElement).getByRole("link", { name: "Open" });
  expect(open.getAttribute("href")).toBe("#/c/c1");
  expect(within(second as HTMLElement).queryByRole("link"), "it has no conversation").toBeNull();

  await user.click(screen.getByRole("button", { name: "Show more" }));
  await waitFor(async () => expect(await rows("What was learned")).toHaveLength(3));
  await user.click(within(second as HTMLElement).getByRole("button", { name: "Pin" }));
  expect(await screen.findByRole("button", { name: "Unpin" })).toBeTruthy();
  await user.click(within(first as HTMLElement).getByRole("button", { name: "Forget" }));
  await waitFor(async () => expect(await rows("What was learned")).toHaveLength(2));
  expect(transport.inputs("pattern.forget")).toEqual([{ id: "a" }]);
  expect(document.activeElement?.closest("[data-pattern]")?.getAttribute("data-pattern")).toBe("b");
});

test("what waits for a word says why, and is kept or forgotten", async () => {
  const waiting: PatternReview[] = [
    { pattern: pattern("w", { suspended: true }), reasons: [{ kind: "called_wrong" }] },
    {
      pattern: pattern("x"),
      reasons: [{ kind: "contradicts", of: "y", response: "Use a key." }, { kind: "doubtful" }],
    },
  ];
  const transport = core([pattern("w"), pattern("x")], waiting);
  const { user } = renderWith(transport, <Settings section="memory" />);
  const [wrong, odd] = await rows("Waiting for your word");
  expect(wrong?.textContent).toContain("You called it wrong");
  expect(odd?.textContent).toContain("answered differently elsewhere: “Use a key.”");
  expect(odd?.textContent).toContain("wrong more often than it helped");
  await user.click(within(wrong as HTMLElement).getByRole("button", { name: "Keep" }));
  expect(transport.inputs("pattern.score")).toEqual([{ id: "w", outcome: "right" }]);
  await waitFor(async () => expect(await rows("Waiting for your word")).toHaveLength(1));
  await user.click(within(odd as HTMLElement).getByRole("button", { name: "Forget" }));
  await waitFor(() => expect(screen.queryByText("Waiting for your word")).toBeNull());
});

test("where nothing is learned it says how that begins, and a failure is told once", async () => {
  const { unmount } = renderWith(core([]), <Settings section="memory" />);
  expect(await screen.findByText(/Nothing yet\. Ask something/)).toBeTruthy();
  unmount();
  const transport = core([]);
  transport.answer("pattern.list", () => {
    throw new OperationError("locked", "The store is locked.");
  });
  transport.answer("pattern.reviews", () => {
    throw new OperationError("locked", "The store is locked.");
  });
  renderWith(transport, <Settings section="memory" />);
  await waitFor(() => expect(screen.getAllByRole("alert")).toHaveLength(1));
});
