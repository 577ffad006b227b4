import { plural, t } from "@lingui/core/macro";
import { Pencil, RotateCcw } from "lucide-react";
import { useState } from "react";

import { Button } from "../../components/Button";
import { StateDot } from "../../components/StateDot";
import { EquilibriumList } from "./EquilibriumList";
import { type GameTable, pureOf } from "./game";
import { type CellNote, PayoffTable } from "./PayoffTable";
import type { Equilibrium, NotebookResult } from "./result";
import { type Solved, useGame } from "./use-game";

type Props = {
  readonly game: GameTable;
  readonly result: Extract<NotebookResult, { function: "nash_equilibria" }>;
};

/** A game and its equilibria. The numbers can be changed, and the equilibria follow. */
export const GameView = ({ game: asked, result }: Props) => {
  const [editing, setEditing] = useState(false);
  const told: Solved = {
    equilibria: result.equilibria,
    isComplete: result.is_complete,
    isDegenerate: result.is_degenerate,
    count: result.count,
  };
  const { game, solved, busy, problem, changed, edit, reset } = useGame(asked, told);
  const equilibria = solved?.equilibria ?? [];
  return (
    <div className="flex flex-col gap-3">
      <p className="flex flex-wrap items-baseline gap-x-2">
        {busy && <StateDot label={t`Working`} running tone="accent" />}
        {problem === null ? solved && sentenceOf(solved) : <span role="alert">{problem}</span>}
      </p>
      <PayoffTable
        game={game}
        note={(row, column) => noteOf(equilibria, row, column)}
        onEdit={editing ? edit : undefined}
      />
      <div className="flex flex-wrap items-center gap-2">
        <Button
          aria-pressed={editing}
          icon={Pencil}
          onClick={() => setEditing(!editing)}
          variant="quiet"
        >
          {editing ? t`Done` : t`Change the numbers`}
        </Button>
        {changed && (
          <Button icon={RotateCcw} onClick={reset} variant="quiet">
            {t`Back to what was asked`}
          </Button>
        )}
        {changed && (
          <span className="text-xs text-text-subtle">
            {t`Worked out in this page. Claude does not see it.`}
          </span>
        )}
      </div>
      <EquilibriumList equilibria={equilibria} game={game} />
    </div>
  );
};

/** The equilibria that a cell stands for. */
const noteOf = (
  equilibria: readonly Equilibrium[],
  row: number,
  column: number,
): CellNote | null => {
  const names = equilibria.flatMap((one, at) =>
    pureOf(one.row) === row && pureOf(one.column) === column ? [`E${at + 1}`] : [],
  );
  if (names.length === 0) return null;
  const text = names.join(" ");
  return { mark: true, text, words: t`pure equilibrium ${text}` };
};

const sentenceOf = ({ equilibria, isComplete, isDegenerate, count }: Solved): string => {
  const pure = equilibria.filter(
    ({ row, column }) => pureOf(row) !== null && pureOf(column) !== null,
  ).length;
  const mixed = equilibria.length - pure;
  const listed = equilibria.length;
  const all =
    listed < count
      ? plural(count, {
          one: `# equilibrium, of which ${listed} are listed: ${pure} pure, ${mixed} mixed.`,
          other: `# equilibria, of which ${listed} are listed: ${pure} pure, ${mixed} mixed.`,
        })
      : plural(count, {
          one: `# equilibrium: ${pure} pure, ${mixed} mixed.`,
          other: `# equilibria: ${pure} pure, ${mixed} mixed.`,
        });
  return [
    all,
    isComplete ? null : t`There may be more.`,
    isDegenerate ? t`The game is degenerate: between some of them lie others.` : null,
  ]
    .filter((sentence) => sentence !== null)
    .join(" ");
};
