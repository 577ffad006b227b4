import { significant } from "../../lib/quantity";

/** Maps values of an axis to places on the screen. */
export type Scale = {
  readonly at: (value: number) => number;
  /** Values that are written beside the axis. */
  readonly ticks: readonly number[];
};

/** Returns a scale from the least to the greatest of some values, with about so many ticks. */
export const scaleOf = (
  values: readonly number[],
  [from, to]: readonly [number, number],
  about = 4,
): Scale => {
  const finite = values.filter(Number.isFinite);
  const least = finite.reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY);
  const most = finite.reduce((one, other) => Math.max(one, other), Number.NEGATIVE_INFINITY);
  if (finite.length === 0) return { at: () => from, ticks: [] };
  // Where all values are the same, they stand in the middle.
  const [low, high] = least === most ? [least - 0.5, most + 0.5] : [least, most];
  const at = (value: number) => from + ((value - low) / (high - low)) * (to - from);
  return { at, ticks: ticksOf(low, high, about) };
};

/** Round values between two others: multiples of 1, 2 or 5 times a power of ten. */
export const ticksOf = (low: number, high: number, about: number): readonly number[] => {
  const rough = (high - low) / Math.max(1, about);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((times) => times * power >= rough) ?? 10);
  const first = Math.ceil(low / step);
  const many = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: Math.max(0, many) }, (_, at) =>
    Number(((first + at) * step).toPrecision(12)),
  );
};

/** Writes a value beside an axis. */
export const tickText = (value: number): string =>
  Math.abs(value) >= 1e5 || (value !== 0 && Math.abs(value) < 1e-3)
    ? value.toExponential(0).replace("e+", "e")
    : significant(value, 6);
