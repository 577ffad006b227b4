import { t } from "@lingui/core/macro";

import { regions } from "./language";

const NANO = 1_000_000_000;

/** Writes a cost in billionths of a US dollar; none is an unknown price, never zero. */
export const money = (nanoUsd: number | null): string => {
  if (nanoUsd === null) return t`unknown`;
  const usd = nanoUsd / NANO;
  if (usd === 0) return dollars(0, 2);
  if (usd < 0.0001) return `< ${dollars(0.0001, 4)}`;
  return dollars(usd, usd < 0.01 ? 4 : 2);
};

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB"] as const;

/** Writes a number of bytes with its unit; none is unknown. */
export const bytes = (count: number | null): string => {
  if (count === null) return t`unknown`;
  let value = count;
  let unit = 0;
  while (value >= 1_024 && unit < UNITS.length - 1) {
    value /= 1_024;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${decimal(value, digits)} ${UNITS[unit]}`;
};

/** Writes a number of microseconds with the unit that suits it. */
export const microseconds = (us: number): string => {
  if (us < 1_000) return `${Math.round(us)} µs`;
  if (us < 1_000_000) return `${decimal(us / 1_000, us < 10_000 ? 1 : 0)} ms`;
  return `${decimal(us / 1_000_000, 1)} s`;
};

/** Writes a large number so that it can be read. */
export const count = (value: number): string => new Intl.NumberFormat(regions()).format(value);

/** Writes a number with so many digits after its point, which is a comma in some languages. */
export const decimal = (value: number, digits: number): string =>
  new Intl.NumberFormat(regions(), {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: false,
  }).format(value);

/** Writes a number with at most so many digits that mean something. */
export const significant = (value: number, digits: number): string =>
  new Intl.NumberFormat(regions(), {
    maximumSignificantDigits: digits,
    useGrouping: false,
  }).format(value);

/** Writes a share, 1 being all of it, in per cent with at most so many digits after the point. */
export const percent = (share: number, digits = 0): string =>
  new Intl.NumberFormat(regions(), { style: "percent", maximumFractionDigits: digits }).format(
    share,
  );

/** Writes things as one sentence has them: `a, b and c`. */
export const list = (items: readonly string[], type: "conjunction" | "disjunction"): string =>
  new Intl.ListFormat(regions(), { type }).format(items);

const dollars = (usd: number, digits: number): string =>
  new Intl.NumberFormat(regions(), {
    style: "currency",
    currency: "USD",
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(usd);

/** Writes a number of things with the right form of their name. */
export const plural = (value: number, one: string, many: string): string =>
  `${count(value)} ${value === 1 ? one : many}`;
