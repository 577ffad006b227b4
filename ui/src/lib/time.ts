const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Says how long ago `at` was, in few words; both in ms since 1970. */
export const relativeTime = (at: number, now: number): string => {
  const ago = now - at;
  if (ago < MINUTE) return ago < -MINUTE ? exactTime(at) : "just now";
  if (ago < HOUR) return `${Math.floor(ago / MINUTE)} min ago`;
  const days = daysBetween(at, now);
  if (days === 0 || ago < 6 * HOUR) return `${Math.floor(ago / HOUR)} h ago`;
  if (days === 1) return "yesterday";
  if (days < 7) return `${days} days ago`;
  const year = new Date(at).getFullYear() === new Date(now).getFullYear() ? {} : YEAR;
  return new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", ...year }).format(at);
};

/** Writes a moment in full; in ms since 1970. */
export const exactTime = (at: number): string =>
  new Intl.DateTimeFormat(undefined, { dateStyle: "long", timeStyle: "medium" }).format(at);

/** Writes how long something took, in ms, with its unit. */
export const duration = (ms: number): string => {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < MINUTE) return `${(ms / 1_000).toFixed(1)} s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min ${Math.floor((ms % MINUTE) / 1_000)} s`;
  return `${Math.floor(ms / HOUR)} h ${Math.floor((ms % HOUR) / MINUTE)} min`;
};

const YEAR = { year: "numeric" } as const;

/** Counts the midnights between two moments, in the person's own time zone. */
const daysBetween = (at: number, now: number): number => {
  const midnight = (moment: number) => new Date(moment).setHours(0, 0, 0, 0);
  return Math.round((midnight(now) - midnight(at)) / DAY);
};
