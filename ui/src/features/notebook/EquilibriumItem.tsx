import { plural, t } from "@lingui/core/macro";

import { list } from "../../lib/quantity";
import { percent, toNumber } from "./fraction";
import { type GameTable, pureOf } from "./game";
import type { Equilibrium, Shares } from "./result";

type Props = {
  readonly name: string;
  readonly game: GameTable;
  readonly equilibrium: Equilibrium;
};

/** One equilibrium: how often each choice is made, what the players expect, and why it is one. */
export const EquilibriumItem = ({ name, game, equilibrium }: Props) => {
  const { row, column, certificate } = equilibrium;
  const pure = pureOf(row) !== null && pureOf(column) !== null;
  return (
    <section
      aria-label={pure ? t`Equilibrium ${name}, pure` : t`Equilibrium ${name}, mixed`}
      className="flex h-full flex-col gap-2 rounded-control border border-hairline p-3"
    >
      <h4 className="flex items-baseline gap-2">
        <span className="numeric font-semibold text-accent">{name}</span>
        <span className="text-text-subtle">{pure ? t`pure` : t`mixed`}</span>
      </h4>
      <Strategy names={game.rows} player={t({ message: "Row", context: "player" })} shares={row} />
      <Strategy
        names={game.columns}
        player={t({ message: "Column", context: "player" })}
        shares={column}
      />
      <p className="numeric text-text-subtle wrap-anywhere">{t`Expected: ${{ row: equilibrium.row_payoff }} and ${{ column: equilibrium.column_payoff }}`}</p>
      {certificate && (
        <details className="text-text-subtle">
          <summary className="w-fit rounded-control text-xs">{t`Why it is one`}</summary>
          <div className="mt-2 flex flex-col gap-2">
            <p>{t`No other choice earns more against the other player’s strategy.`}</p>
            <Replies
              names={game.rows}
              player={t({ message: "Row", context: "player" })}
              replies={certificate.row_replies}
            />
            <Replies
              names={game.columns}
              player={t({ message: "Column", context: "player" })}
              replies={certificate.column_replies}
            />
          </div>
        </details>
      )}
    </section>
  );
};

type StrategyProps = {
  readonly player: string;
  readonly names: readonly string[];
  readonly shares: Shares;
};

/** Choices that are never made are counted, not listed, where there are more than so many. */
const LISTED = 4;

const Strategy = ({ player, names, shares }: StrategyProps) => {
  const all = shares.map((share, at) => ({ at, share, name: names[at] ?? "" }));
  const shown = all.length > LISTED ? all.filter(({ share }) => share !== "0") : all;
  const hidden = all.length - shown.length;
  return (
    <table className="numeric w-full">
      <caption className="pb-0.5 text-left text-xs text-text-subtle">{player}</caption>
      <tbody>
        {shown.map(({ at, share, name }) => (
          <tr key={at}>
            <th
              className="w-2/5 max-w-0 truncate pr-2 text-left font-normal"
              scope="row"
              title={name}
            >
              {name}
            </th>
            <td className="pr-2">
              <span
                aria-hidden
                className="flex h-2.5 rounded-full border border-hairline bg-surface-sunken"
              >
                <span
                  className="rounded-full bg-chart-2 forced-color-adjust-none"
                  style={{ width: `${Math.min(100, toNumber(share) * 100)}%` }}
                />
              </span>
            </td>
            <td className="w-px text-right whitespace-nowrap" title={percent(share)}>
              {short(share)}
            </td>
          </tr>
        ))}
        {hidden > 0 && (
          <tr>
            <td className="text-text-faint" colSpan={3}>
              {plural(hidden, { one: "# more, never", other: "# more, never" })}
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
};

/** The longest fraction that is written beside its bar; of longer ones the percentage is. */
const LONGEST = 15;

const short = (share: string): string => (share.length > LONGEST ? `≈ ${percent(share)}` : share);

type RepliesProps = {
  readonly player: string;
  readonly names: readonly string[];
  readonly replies: Shares;
};

const Replies = ({ player, names, replies }: RepliesProps) => (
  <p className="numeric wrap-anywhere">
    {player}:{" "}
    {list(
      replies.map((reply, at) => t`${{ name: names[at] ?? "" }} earns ${reply}`),
      "conjunction",
    )}
  </p>
);
