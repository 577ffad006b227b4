import type { BudgetLevel, Health } from "@atelier/client/types";
import { useState } from "react";

/** A start may take so long until something can be seen, in ms. */
export const START = { budget: 1_000, most: 2_000 } as const;
/** The core may have allocated so much, in bytes: at hard work, and before it warns. */
export const HEAP = { budget: 30 * 1_024 * 1_024, most: 100 * 1_024 * 1_024 } as const;

/** Returns how a figure stands to its budget and to the most that it may be. */
export const levelOf = (
  value: number,
  { budget, most }: typeof START | typeof HEAP,
): BudgetLevel => {
  if (value <= budget) return "fine";
  return value <= most ? "near" : "reached";
};

/** Which share of one processor was worked for since the reading before, 1 being all of it. */
export type Work = {
  readonly own: number;
  readonly children: number;
  /** How long that is, in ms. */
  readonly over: number;
};

type Reading = Pick<Health, "uptime_ms" | "processor">;

/** Returns what was worked for between two readings; null where that cannot be said. */
export const workBetween = (before: Reading | null, now: Reading): Work | null => {
  if (!before?.processor || !now.processor) return null;
  const over = now.uptime_ms - before.uptime_ms;
  const own = now.processor.own_ms - before.processor.own_ms;
  const children = now.processor.children_ms - before.processor.children_ms;
  // Another core than before begins again at nothing.
  if (over <= 0 || own < 0 || children < 0) return null;
  return { own: own / over, children: children / over, over };
};

/** Returns what was worked for since the reading before this one. */
export const useWork = (now: Health): Work | null => {
  const [[before, last], keep] = useState<readonly [Health | null, Health]>([null, now]);
  if (last.uptime_ms !== now.uptime_ms) keep([last, now]);
  return workBetween(before, last);
};

/** A first paint so long after the start of a process, in ms, is that of another process. */
const ONE_START = 60_000;

/**
 * Returns how long it took from the start of the process until something could be seen in its window, in ms; null where
 * the system or the browser does not say, and where the page was loaded again since.
 */
export const paintedAfter = (health: Pick<Health, "process_started_at">): number | null => {
  const painted = firstPaint();
  if (painted === null || health.process_started_at === null) return null;
  const took = performance.timeOrigin + painted - health.process_started_at;
  return took >= 0 && took <= ONE_START ? took : null;
};

/** Returns how long it took from opening the page until something could be seen in it, in ms; null where nobody says. */
export const firstPaint = (): number | null => {
  const [load] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  if (load && load.type !== "navigate") return null;
  return performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? null;
};
