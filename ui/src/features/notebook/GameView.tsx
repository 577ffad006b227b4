import { Pencil, RotateCcw } from "lucide-react";
import { useState } from "react";

import { Button } from "../../components/Button";
import { StateDot } from "../../components/StateDot";
import { plural } from "../../lib/quantity";
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
        {busy && <StateDot label="Working" running tone="accent" />}
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
          {editing ? "Done" : "Change the numbers"}
        </Button>
        {changed && (
          <Button icon={RotateCcw} onClick={reset} variant="quiet">
            Back to what was asked
          </Button>
        )}
        {changed && (
          <span className="text-xs text-text-subtle">
            Worked out in this page. Claude does not see it.
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
  return { mark: true, text, words: `pure equilibrium ${text}` };
};

const sentenceOf = ({ equilibria, isComplete, isDegenerate, count }: Solved): string => {
  const pure = equilibria.filter(
    ({ row, column }) => pureOf(row) !== null && pureOf(column) !== null,
  ).length;
  const kinds = `${pure} pure, ${equilibria.length - pure} mixed`;
  const listed = equilibria.length < count ? `, of which ${equilibria.length} are listed` : "";
  const all = isComplete ? "" : " There may be more.";
  const mixtures = isDegenerate ? " The game is degenerate: between some of them lie others." : "";
  return `${plural(count, "equilibrium", "equilibria")}${listed}: ${kinds}.${all}${mixtures}`;
};
