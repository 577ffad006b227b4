import { t } from "@lingui/core/macro";
import { useEffect, useState } from "react";

import { isPayoff } from "./fraction";
import type { GameTable } from "./game";
import type { EditPayoff } from "./PayoffTable";
import type { Equilibrium } from "./result";

/** The equilibria of a game. */
export type Solved = {
  readonly equilibria: readonly Equilibrium[];
  readonly isComplete: boolean;
  readonly isDegenerate: boolean | null;
  /** How many there are, listed or not. */
  readonly count: number;
};

type Game = {
  readonly game: GameTable;
  /** Its equilibria; null while none are known for these numbers. */
  readonly solved: Solved | null;
  readonly busy: boolean;
  /** Why there are no equilibria, for a person. */
  readonly problem: string | null;
  /** Whether the numbers are other ones than those that were asked about. */
  readonly changed: boolean;
  readonly edit: EditPayoff;
  readonly reset: () => void;
};

/** So long a person may go on typing before it is worked out, in ms. */
const PAUSE = 250;

type Outcome = {
  readonly of: GameTable;
  readonly solved: Solved | null;
  readonly problem: string | null;
};

/** Keeps a game whose numbers can be changed; the engine in the page finds the equilibria anew. */
export const useGame = (asked: GameTable, told: Solved): Game => {
  const [own, setOwn] = useState<GameTable | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const game = own ?? asked;
  const unreadable = own !== null && !own.payoffs.flat(2).every(isPayoff);
  useEffect(() => {
    if (!own || unreadable) return;
    const leaving = new AbortController();
    const { signal } = leaving;
    const timer = setTimeout(async () => {
      const found = await solve(own, signal);
      if (!signal.aborted) setOutcome({ of: own, ...found });
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [own, unreadable]);
  const known = outcome?.of === own ? outcome : null;
  return {
    game,
    solved: own ? (unreadable ? null : ((known ?? outcome)?.solved ?? null)) : told,
    busy: own !== null && !unreadable && known === null,
    problem: unreadable
      ? t`A payoff is a number, or a fraction as in 1/3.`
      : ((own && known?.problem) ?? null),
    changed: own !== null,
    edit: (row, column, player, value) => setOwn(withPayoff(game, [row, column, player], value)),
    reset: () => {
      setOwn(null);
      setOutcome(null);
    },
  };
};

const withPayoff = (
  game: GameTable,
  [row, column, player]: readonly [number, number, 0 | 1],
  value: string,
): GameTable => ({
  ...game,
  payoffs: game.payoffs.map((line, at) =>
    at !== row
      ? line
      : line.map(([own, other], to) => {
          if (to !== column) return [own, other] as const;
          return player === 0 ? ([value, other] as const) : ([own, value] as const);
        }),
  ),
});

const solve = async ({ payoffs }: GameTable, signal: AbortSignal): Promise<Omit<Outcome, "of">> => {
  try {
    // Loaded only by who changes a number.
    const { mathFramework } = await import("../../wasm/math-framework");
    const of = (player: 0 | 1) => payoffs.map((line) => line.map((cell) => cell[player].trim()));
    const found = await mathFramework.detectNashEquilibria([of(0), of(1)], { signal });
    const equilibria = found.equilibria.map((one) => ({
      row: one.row,
      column: one.column,
      row_payoff: one.rowPayoff,
      column_payoff: one.columnPayoff,
      component: one.component,
    }));
    const { isComplete, isDegenerate } = found;
    return {
      solved: { equilibria, isComplete, isDegenerate, count: equilibria.length },
      problem: null,
    };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    return { solved: null, problem: t`No equilibria could be worked out: ${why}` };
  }
};
