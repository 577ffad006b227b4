import { engines } from "./load";
import type {
  ConvergenceMetrics,
  Divergence,
  Equilibria,
  Payoffs,
  StablePoint,
  Trajectory,
  Zeckendorf,
} from "./worker/math-framework";

export type {
  Divergence,
  Equilibria,
  Payoffs,
  StablePoint,
  Trajectory,
  Zeckendorf,
} from "./worker/math-framework";

/** Ends a calculation that is not wanted any more. */
type Options = { readonly signal?: AbortSignal | undefined };

const NAME = "math-framework";

/**
 * The math framework in this page. Each function loads it where it is not loaded, works in a worker,
 * and rejects with an `OperationError` in words for a person.
 */
export const mathFramework = {
  /** Returns F(n) in decimal. */
  fibonacci: (n: number, options?: Options): Promise<string> =>
    engines.call(NAME, "fibonacci", [n], options),
  /** Returns L(n) in decimal. */
  lucas: (n: number, options?: Options): Promise<string> =>
    engines.call(NAME, "lucas", [n], options),
  /** Returns F(start) to F(end) in decimal. */
  fibonacciRange: (start: number, end: number, options?: Options): Promise<readonly string[]> =>
    engines.call(NAME, "fibonacciRange", [start, end], options),
  /** Returns L(start) to L(end) in decimal. */
  lucasRange: (start: number, end: number, options?: Options): Promise<readonly string[]> =>
    engines.call(NAME, "lucasRange", [start, end], options),
  /** Decomposes a number of up to 128 bits. */
  zeckendorf: (number: bigint | number | string, options?: Options): Promise<Zeckendorf> =>
    engines.call(NAME, "zeckendorf", [String(number)], options),
  /** Returns the divergence S(n), with V(n), U(n) and the metrics up to there. */
  bkDivergence: (n: number, options?: Options): Promise<Divergence> =>
    engines.call(NAME, "bkDivergence", [n], options),
  /** Returns what the sums do from `start` to `end`. */
  convergenceMetrics: (
    start: number,
    end: number,
    options?: Options,
  ): Promise<ConvergenceMetrics> => engines.call(NAME, "convergenceMetrics", [start, end], options),
  /** Follows the sums from `start` to `end`. */
  trajectory: (start: number, end: number, options?: Options): Promise<Trajectory> =>
    engines.call(NAME, "trajectory", [start, end], options),
  /** Finds where the trajectory lingers, with a window of so many points; 0.8 is the threshold unless given. */
  detectStablePoints: (
    { start, end, window, threshold }: StableQuestion,
    options?: Options,
  ): Promise<readonly StablePoint[]> =>
    engines.call(NAME, "detectStablePoints", [start, end, window, threshold], options),
  /** Finds the Nash equilibria of a game. */
  detectNashEquilibria: (payoffs: Payoffs, options?: Options): Promise<Equilibria> =>
    engines.call(NAME, "detectNashEquilibria", [payoffs], options),
  /** Returns how far apart two distributions are. */
  distance: ({ measure, p, q, unit = "nats" }: DistanceQuestion, options?: Options) =>
    engines.call(NAME, "distance", [measure, p, q, unit], options),
};

type StableQuestion = {
  readonly start: number;
  readonly end: number;
  readonly window: number;
  readonly threshold?: number;
};

type DistanceQuestion = {
  readonly measure: "kullback-leibler" | "jensen-shannon" | "jensen-shannon-distance";
  readonly p: readonly number[];
  readonly q: readonly number[];
  readonly unit?: "nats" | "bits";
};
