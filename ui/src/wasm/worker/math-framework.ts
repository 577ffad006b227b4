import * as math from "../generated/math-framework/math-framework";
import type { Opened } from "./host";

/** Makes the engine ready. */
export const open = (module: WebAssembly.Module): Opened<"math-framework"> => {
  const { memory } = math.initSync({ module });
  return { operations, memory: () => memory.buffer.byteLength };
};

/** A number as a sum of Fibonacci numbers that are no neighbours. Long numbers are decimal text. */
export type Zeckendorf = {
  readonly number: string;
  readonly indices: readonly number[];
  readonly parts: readonly string[];
  readonly binary: string;
  /** How many parts there are; 1 for a Fibonacci number. */
  readonly weight: number;
};

/** What the sums are at `n`. Long numbers are decimal text. */
export type Sums = {
  readonly n: number;
  readonly v: number;
  readonly u: string;
  readonly s: string;
};

/** What the sums do over a range. */
export type ConvergenceMetrics = {
  readonly start: number;
  readonly end: number;
  /** Of v, u and s. */
  readonly mean: readonly number[];
  readonly maxV: number;
  readonly maxU: string;
  readonly maxS: string;
  readonly growth: number | null;
};

/** The divergence at `n`, and what the sums do up to there; no metrics for 0 and beyond a million. */
export type Divergence = Sums & { readonly metrics: ConvergenceMetrics | null };

/** Where the sums go, point by point. */
export type Trajectory = {
  readonly points: readonly (Sums & { readonly position: readonly number[] })[];
  readonly pathLength: number;
};

/** A point where a trajectory lingers, and how much, from 0 to 1. */
export type StablePoint = Sums & { readonly score: number };

/** An equilibrium: what each player does how often, and gets. All are fractions, as text. */
export type Equilibrium = {
  readonly row: readonly string[];
  readonly column: readonly string[];
  readonly rowPayoff: string;
  readonly columnPayoff: string;
  /** Equilibria of one component can be mixed. */
  readonly component: number;
};

/** The equilibria of a game. */
export type Equilibria = {
  readonly method: "vertex enumeration" | "linear program" | "Lemke–Howson";
  readonly isComplete: boolean;
  /** Null where it was not found out. */
  readonly isDegenerate: boolean | null;
  readonly equilibria: readonly Equilibrium[];
};

/** A payoff: a number, or a fraction as text. */
export type Payoff = number | string;

/** What each player gets, by rows; one matrix alone is a zero-sum game. */
export type Payoffs =
  | readonly (readonly Payoff[])[]
  | readonly [readonly (readonly Payoff[])[], readonly (readonly Payoff[])[]];

const operations = {
  fibonacci: (n: number) => math.fibonacci(n),
  lucas: (n: number) => math.lucas(n),
  fibonacciRange: (start: number, end: number) =>
    JSON.parse(math.fibonacciRange(start, end)) as readonly string[],
  lucasRange: (start: number, end: number) =>
    JSON.parse(math.lucasRange(start, end)) as readonly string[],
  zeckendorf: (number: string) => JSON.parse(math.zeckendorf(number)) as Zeckendorf,
  bkDivergence: (n: number) => JSON.parse(math.bkDivergence(n)) as Divergence,
  convergenceMetrics: (start: number, end: number) =>
    JSON.parse(math.convergenceMetrics(start, end)) as ConvergenceMetrics,
  trajectory: (start: number, end: number) => JSON.parse(math.trajectory(start, end)) as Trajectory,
  detectStablePoints: (start: number, end: number, window: number, threshold?: number) =>
    JSON.parse(math.detectStablePoints(start, end, window, threshold)) as readonly StablePoint[],
  detectNashEquilibria: (payoffs: Payoffs, steps?: number) =>
    JSON.parse(math.detectNashEquilibria(JSON.stringify(payoffs), steps)) as Equilibria,
  distance: (
    measure: "kullback-leibler" | "jensen-shannon" | "jensen-shannon-distance",
    p: readonly number[],
    q: readonly number[],
    unit: "nats" | "bits",
  ) => math.distance(measure, Float64Array.from(p), Float64Array.from(q), unit),
};

/** What the math framework can be asked. */
export type MathFramework = typeof operations;
