import { percent } from "./fraction";
import type { GameTable } from "./game";
import { PayoffTable } from "./PayoffTable";
import type { NotebookResult } from "./result";

type Props = {
  readonly game: GameTable;
  readonly result: Extract<NotebookResult, { function: "correlated_equilibrium" }>;
};

/** How often a mediator recommends each pair of choices. */
export const CorrelatedView = ({ game, result }: Props) => (
  <div className="flex flex-col gap-3">
    <p>
      A correlated equilibrium with the largest sum of payoffs: the row player expects{" "}
      <b className="numeric font-medium">{result.row_payoff}</b>, the column player{" "}
      <b className="numeric font-medium">{result.column_payoff}</b>. In each cell: the payoffs, and
      how often the pair is recommended.
    </p>
    <PayoffTable
      game={game}
      note={(row, column) => {
        const share = result.recommendations[row]?.[column] ?? "0";
        if (share === "0") return null;
        return {
          mark: true,
          text: share,
          words: `recommended ${share} of the time, ${percent(share)}`,
        };
      }}
    />
  </div>
);
