import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { percent } from "./fraction";
import type { GameTable } from "./game";
import { PayoffTable } from "./PayoffTable";
import type { NotebookResult } from "./result";

type Props = {
  readonly game: GameTable;
  readonly result: Extract<NotebookResult, { function: "correlated_equilibrium" }>;
};

/** How often a mediator recommends each pair of choices. */
export const CorrelatedView = ({ game, result }: Props) => {
  const { row_payoff: forRow, column_payoff: forColumn } = result;
  return (
    <div className="flex flex-col gap-3">
      <p>
        <Trans>
          A correlated equilibrium with the largest sum of payoffs: the row player expects{" "}
          <b className="numeric font-medium">{forRow}</b>, the column player{" "}
          <b className="numeric font-medium">{forColumn}</b>. In each cell: the payoffs, and how
          often the pair is recommended.
        </Trans>
      </p>
      <PayoffTable
        game={game}
        note={(row, column) => {
          const share = result.recommendations[row]?.[column] ?? "0";
          if (share === "0") return null;
          return {
            mark: true,
            text: share,
            words: t`recommended ${share} of the time, ${{ percent: percent(share) }}`,
          };
        }}
      />
    </div>
  );
};
