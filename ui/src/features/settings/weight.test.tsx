import type { ProcessorTime } from "@atelier/client/types";
import { screen } from "@testing-library/react";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";

import type { Platform } from "../../platform/types";
import { createFakePlatform } from "../../testing/fake-platform";
import { createFakeTransport } from "../../testing/fake-transport";
import { renderWith } from "../../testing/render";
import { health } from "../../testing/samples";
import { OwnWeight } from "./OwnWeight";
import { HEAP, levelOf, START, workBetween } from "./weight";

const processor = (own_ms: number, children_ms: number, children = 2): ProcessorTime => ({
  own_ms,
  children_ms,
  children,
});

/** A page that was opened at `opened` and painted `after` ms later, in a browser that says so. */
const painted = (after: number | null, opened = 1_000_000, type = "navigate") => {
  vi.spyOn(performance, "timeOrigin", "get").mockReturnValue(opened);
  vi.spyOn(performance, "getEntriesByType").mockReturnValue([{ type }] as never);
  const entries = after === null ? [] : [{ startTime: after }];
  vi.spyOn(performance, "getEntriesByName").mockReturnValue(entries as never);
};

/** Shows the weight as the readings tell it; a click brings the next. */
const shown = (
  readings: readonly Parameters<typeof health>[0][],
  kind: Platform["kind"] = "tauri",
) => {
  const Readings = () => {
    const [at, setAt] = useState(0);
    return (
      <>
        <OwnWeight health={health(readings[at])} />
        <button onClick={() => setAt(at + 1)} type="button">
          Read again
        </button>
      </>
    );
  };
  return renderWith(createFakeTransport(), <Readings />, { ...createFakePlatform(), kind });
};

const figure = (name: string) => screen.getByText(name).nextElementSibling?.textContent;

describe("what the processor works", () => {
  const before = { uptime_ms: 1_000, processor: processor(100, 200) };

  it("is a share of one processor between two readings", () => {
    const now = { uptime_ms: 6_000, processor: processor(150, 5_200) };
    expect(workBetween(before, now)).toEqual({ own: 0.01, children: 1, over: 5_000 });
  });

  it.each([
    ["there was no reading before", null, before],
    ["the system does not say", before, { uptime_ms: 2_000, processor: null }],
    ["the system did not say", { uptime_ms: 1, processor: null }, before],
    ["no time has passed", before, before],
    ["another core answers", before, { uptime_ms: 2_000, processor: processor(1, 200) }],
    ["the clock went back", before, { uptime_ms: 10, processor: processor(100, 200) }],
  ])("is unknown where %s", (_, first, then) => {
    expect(workBetween(first, then)).toBeNull();
  });
});

describe("a budget", () => {
  it.each([
    [START.budget, START, "fine"],
    [START.budget + 1, START, "near"],
    [START.most, START, "near"],
    [START.most + 1, START, "reached"],
    [0, HEAP, "fine"],
    [HEAP.most + 1, HEAP, "reached"],
  ] as const)("of %i is judged at its very limits", (value, of, level) => {
    expect(levelOf(value, of)).toBe(level);
  });
});

describe("the weight of Atelier", () => {
  it("is shown with what it is built to take", () => {
    painted(300);
    shown([{ process_started_at: 999_500, ready_ms: 210, heap_bytes: 40 * 1_024 * 1_024 }]);
    expect(figure("From the start until something was seen")).toBe("800 ms");
    expect(screen.getByText("Within the budget of 1.0 s.")).toBeTruthy();
    expect(figure("From the start until it answered")).toBe("210 ms");
    expect(figure("Memory of the core")).toBe("40.0 MiB");
    expect(
      screen.getByText(/^Above the budget of 30\.0 MiB at hard work\. From 100 MiB/),
    ).toBeTruthy();
  });

  it("says of the processor what it took, and what it takes", async () => {
    painted(300);
    const { user } = shown([
      { uptime_ms: 1_000, processor: processor(400, 0, 0) },
      { uptime_ms: 6_000, processor: processor(450, 2_000, 3) },
    ]);
    expect(figure("Processor time of the core")).toBe("400 ms");
    expect(screen.getByText("What it takes now is measured in a moment.")).toBeTruthy();
    expect(screen.getByText("No other process runs now.")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Read again" }));
    expect(screen.getByText("1% of one processor over the last 5.0 s.")).toBeTruthy();
    expect(screen.getByText(/^3 processes run now.* 40% of one processor/)).toBeTruthy();
  });

  it.each([
    ["the browser does not say", null, 1_000_000, "navigate", 999_000],
    ["the page was loaded again", 300, 1_000_000, "reload", 999_000],
    ["the core does not say", 300, 1_000_000, "navigate", null],
    ["the process is that of another window", 300, 1_000_000, "navigate", 900_000],
    ["the clock was set back", 300, 1_000_000, "navigate", 1_000_301],
  ] as const)("does not guess the start where %s", (_, after, opened, type, started) => {
    painted(after, opened, type);
    shown([{ process_started_at: started }]);
    expect(figure("From the start until something was seen")).toBe("unknown");
    expect(screen.queryByText(/budget of 1\.0 s/)).toBeNull();
  });

  it("tells unknown figures as unknown, and in a browser the page's own start", () => {
    painted(120);
    shown([{ heap_bytes: null }], "web");
    expect(figure("From opening this page until something was seen")).toBe("120 ms");
    for (const name of [
      "From the start until it answered",
      "Processor time of the core",
      "Processor time of what it started",
      "Memory of the core",
      "Memory of the process",
    ]) {
      expect(figure(name), name).toBe("unknown");
    }
  });
});
