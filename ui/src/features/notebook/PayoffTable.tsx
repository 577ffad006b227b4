import { t } from "@lingui/core/macro";
import { cx } from "../../lib/cx";
import type { GameTable } from "./game";
import { PayoffInput } from "./PayoffInput";

/** What stands in a cell besides its payoffs. */
export type CellNote = {
  /** Whether the cell stands out. */
  readonly mark: boolean;
  readonly text: string;
  /** The same in words, for who cannot see the table. */
  readonly words: string;
};

/** Changes the payoff of a player (0 rows, 1 columns) in a cell. */
export type EditPayoff = (row: number, column: number, player: 0 | 1, value: string) => void;

type Props = {
  readonly game: GameTable;
  readonly note: (row: number, column: number) => CellNote | null;
  /** Lets the payoffs be changed. */
  readonly onEdit?: EditPayoff | undefined;
};

/** The payoffs of a game: what the row player gets, and after it what the column player gets. */
export const PayoffTable = ({ game, note, onEdit }: Props) => (
  <section
    aria-label={t`Payoffs`}
    className="max-w-full overflow-x-auto p-0.5"
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
    tabIndex={0}
  >
    <table className="numeric border-separate border-spacing-0">
      <caption className="sr-only">
        {t`Payoffs: what the row player gets, then what the column player gets`}
      </caption>
      <thead>
        <tr>
          <th className="py-1.5 pr-3 text-left text-xs font-normal text-text-subtle" scope="col">
            {t`Row, column`}
          </th>
          {game.columns.map((name, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: choices have no identity but their place
            <th className="px-1 py-1.5 text-center font-medium" key={column} scope="col">
              <span className="block max-w-40 truncate px-2" title={name}>
                {name}
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {game.payoffs.map((line, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: choices have no identity but their place
          <tr key={row}>
            <th className="py-1 pr-3 text-left font-medium" scope="row">
              <span className="block max-w-40 truncate" title={game.rows[row]}>
                {game.rows[row]}
              </span>
            </th>
            {line.map((payoffs, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: choices have no identity but their place
              <td className="p-1" key={column}>
                <Cell
                  name={`${game.rows[row]}, ${game.columns[column]}`}
                  note={note(row, column)}
                  onEdit={onEdit && ((player, value) => onEdit(row, column, player, value))}
                  payoffs={payoffs}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);

type CellProps = {
  readonly name: string;
  readonly payoffs: readonly [string, string];
  readonly note: CellNote | null;
  readonly onEdit: ((player: 0 | 1, value: string) => void) | undefined;
};

const Cell = ({ name, payoffs: [own, other], note, onEdit }: CellProps) => (
  <div
    className={cx(
      "flex min-h-9 min-w-24 items-center justify-between gap-3 rounded-control border px-3 py-1.5",
      note?.mark ? "border-2 border-accent bg-accent-subtle" : "border-hairline",
    )}
  >
    {onEdit ? (
      <span className="flex items-center gap-1">
        <PayoffInput
          label={t`${name}: the row player’s payoff`}
          onChange={(value) => onEdit(0, value)}
          value={own}
        />
        <PayoffInput
          label={t`${name}: the column player’s payoff`}
          onChange={(value) => onEdit(1, value)}
          value={other}
        />
      </span>
    ) : (
      <span className="whitespace-nowrap">
        {own}, {other}
      </span>
    )}
    {note && (
      <span
        className={cx(
          "rounded-control px-1 text-xs font-semibold whitespace-nowrap",
          note.mark ? "text-accent" : "text-text-subtle",
        )}
      >
        <span aria-hidden>{note.text}</span>
        <span className="sr-only">{note.words}</span>
      </span>
    )}
  </div>
);
