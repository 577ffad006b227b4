const NANO = 1_000_000_000;

/** Writes a cost in billionths of a US dollar; none is an unknown price, never zero. */
export const money = (nanoUsd: number | null): string => {
  if (nanoUsd === null) return "unknown";
  const usd = nanoUsd / NANO;
  if (usd === 0) return "$0.00";
  if (usd < 0.0001) return "< $0.0001";
  if (usd < 0.01) return `$${usd.toFixed(4)}`;
  return `$${usd.toFixed(2)}`;
};

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB"] as const;

/** Writes a number of bytes with its unit; none is unknown. */
export const bytes = (count: number | null): string => {
  if (count === null) return "unknown";
  let value = count;
  let unit = 0;
  while (value >= 1_024 && unit < UNITS.length - 1) {
    value /= 1_024;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${value.toFixed(digits)} ${UNITS[unit]}`;
};

/** Writes a number of microseconds with the unit that suits it. */
export const microseconds = (us: number): string => {
  if (us < 1_000) return `${Math.round(us)} µs`;
  if (us < 1_000_000) return `${(us / 1_000).toFixed(us < 10_000 ? 1 : 0)} ms`;
  return `${(us / 1_000_000).toFixed(1)} s`;
};

/** Writes a large number so that it can be read. */
export const count = (value: number): string => new Intl.NumberFormat().format(value);

/** Writes a number of things with the right form of their name. */
export const plural = (value: number, one: string, many: string): string =>
  `${count(value)} ${value === 1 ? one : many}`;
