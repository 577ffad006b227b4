import { t } from "@lingui/core/macro";

import { regions } from "./language";
import { decimal } from "./quantity";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Says how long ago `at` was, in few words; both in ms since 1970. */
export const relativeTime = (at: number, now: number): string => {
  const ago = now - at;
  if (ago < MINUTE) return ago < -MINUTE ? exactTime(at) : t`just now`;
  if (ago < HOUR) return before(Math.floor(ago / MINUTE), "minute");
  const days = daysBetween(at, now);
  if (days === 0 || ago < 6 * HOUR) return before(Math.floor(ago / HOUR), "hour");
  if (days < 7) return before(days, "day");
  const year = new Date(at).getFullYear() === new Date(now).getFullYear() ? {} : YEAR;
  return date(at, { day: "numeric", month: "short", ...year });
};

/** Writes a moment in full; in ms since 1970. */
export const exactTime = (at: number): string =>
  date(at, { dateStyle: "long", timeStyle: "medium" });

/** Writes a moment, in ms since 1970, with the parts that are asked for. */
export const date = (at: number | Date, parts: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(regions(), parts).format(at);

/** Writes how long something took, in ms, with its unit. */
export const duration = (ms: number): string => {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < MINUTE) return `${decimal(ms / 1_000, 1)} s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min ${Math.floor((ms % MINUTE) / 1_000)} s`;
  return `${Math.floor(ms / HOUR)} h ${Math.floor((ms % HOUR) / MINUTE)} min`;
};

const YEAR = { year: "numeric" } as const;

const before = (amount: number, unit: "minute" | "hour" | "day"): string =>
  new Intl.RelativeTimeFormat(regions(), { style: "short", numeric: "auto" }).format(-amount, unit);

/** Counts the midnights between two moments, in the person's own time zone. */
const daysBetween = (at: number, now: number): number => {
  const midnight = (moment: number) => new Date(moment).setHours(0, 0, 0, 0);
  return Math.round((midnight(now) - midnight(at)) / DAY);
};
