/** A strategy of a mixed equilibrium: one exact fraction for each choice. */
export type Shares = readonly string[];

/** An equilibrium, with what every pure reply earns against it. */
export type Equilibrium = {
  readonly row: Shares;
  readonly column: Shares;
  readonly row_payoff: string;
  readonly column_payoff: string;
  readonly component: number;
  readonly certificate?: { readonly row_replies: Shares; readonly column_replies: Shares };
};

/** Sums over consecutive numbers, one list a column; long numbers as text. */
export type Points = {
  readonly n: readonly number[];
  readonly v: readonly number[];
  readonly u: readonly string[];
  readonly s: readonly string[];
};

/** What the notebook returned, by its function. */
export type NotebookResult =
  | {
      readonly function: "fibonacci" | "lucas";
      readonly n: number;
      readonly to: number;
      readonly numbers: readonly string[];
    }
  | {
      readonly function: "zeckendorf";
      readonly number: string;
      readonly indices: readonly number[];
      readonly parts: readonly string[];
      readonly binary: string;
      readonly is_fibonacci: boolean;
    }
  | {
      readonly function: "bk_divergence";
      readonly n: number;
      readonly to: number;
      readonly points: Points;
    }
  | {
      readonly function: "convergence_metrics";
      readonly n: number;
      readonly to: number;
      readonly mean: { readonly v: number; readonly u: number; readonly s: number };
      readonly max: { readonly v: number; readonly u: string; readonly s: string };
      readonly growth: number | null;
      readonly samples: {
        readonly n: readonly number[];
        readonly growth: readonly (number | null)[];
      };
    }
  | {
      readonly function: "trajectory";
      readonly n: number;
      readonly to: number;
      readonly points: Points;
      readonly path_length: number;
      readonly window: number;
      readonly threshold: number;
      readonly stable_points: readonly { readonly n: number; readonly score: number }[];
    }
  | {
      readonly function: "sequence_convergence";
      readonly values: readonly number[];
      readonly residuals: readonly number[];
      readonly rate: number | null;
      readonly order: number | null;
      readonly aitken: readonly number[];
    }
  | {
      readonly function: "nash_equilibria";
      readonly rows: number;
      readonly columns: number;
      readonly method: string;
      readonly is_complete: boolean;
      readonly is_degenerate: boolean | null;
      readonly count: number;
      readonly equilibria: readonly Equilibrium[];
    }
  | {
      readonly function: "correlated_equilibrium";
      readonly rows: number;
      readonly columns: number;
      readonly recommendations: readonly Shares[];
      readonly row_payoff: string;
      readonly column_payoff: string;
    }
  | {
      readonly function: "distance";
      readonly measure: string;
      readonly value: number | "infinite";
      readonly unit: string | null;
    };

/** Reads what the notebook returned; null where it is not of this kind, as from an older version. */
export const readResult = (text: string): NotebookResult | null => {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || !("function" in value)) return null;
    const { function: name } = value;
    const fields = typeof name === "string" ? FIELDS.get(name) : undefined;
    const whole = fields?.every((field) => Object.hasOwn(value, field)) ?? false;
    return whole ? (value as NotebookResult) : null;
  } catch {
    return null;
  }
};

/** What a result of each function must have to be drawn. */
const FIELDS: ReadonlyMap<string, readonly string[]> = new Map([
  ["fibonacci", ["n", "numbers"]],
  ["lucas", ["n", "numbers"]],
  ["zeckendorf", ["number", "indices", "parts", "binary"]],
  ["bk_divergence", ["points"]],
  ["convergence_metrics", ["mean", "max", "samples"]],
  ["trajectory", ["points", "stable_points"]],
  ["sequence_convergence", ["values", "residuals", "aitken"]],
  ["nash_equilibria", ["rows", "columns", "equilibria"]],
  ["correlated_equilibrium", ["rows", "columns", "recommendations"]],
  ["distance", ["measure", "value"]],
]);
