import type { Spending } from "@atelier/client/types";
import { i18n } from "@lingui/core";
import { plural, t } from "@lingui/core/macro";
import { type ReactNode, useState } from "react";

import { Button } from "../../components/Button";
import { COLUMNS, cellsOf } from "./words";

/** A row: what it is about, and what was spent on it. */
type SpendingRow = {
  readonly key: string;
  readonly name: ReactNode;
  readonly spending: Spending;
};

type Props = {
  /** What the rows are, for the first column. */
  readonly of: string;
  /** What the table is about. */
  readonly caption: string;
  readonly rows: readonly SpendingRow[];
};

/** So many rows are shown at first. */
const FIRST = 8;

/** What was spent, row by row. */
export const SpendingTable = ({ of, caption, rows }: Props) => {
  const [all, setAll] = useState(false);
  const shown = all ? rows : rows.slice(0, FIRST);
  return (
    <div className="flex flex-col items-start gap-2">
      <section
        aria-label={caption}
        className="max-h-112 w-full overflow-auto rounded-card border border-hairline"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
        tabIndex={0}
      >
        <table className="numeric w-full text-right text-sm whitespace-nowrap">
          <caption className="sr-only">{caption}</caption>
          <thead className="bg-surface-sunken text-xs text-text-subtle">
            <tr>
              <th className="px-3 py-2 text-left font-medium" scope="col">
                {of}
              </th>
              {COLUMNS.map((name) => (
                <th className="px-3 py-2 font-medium" key={name.id} scope="col">
                  {i18n._(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ key, name, spending }) => (
              <tr className="border-t border-hairline" key={key}>
                <th
                  className="max-w-56 truncate px-3 py-1.5 text-left font-normal"
                  dir="auto"
                  scope="row"
                >
                  {name}
                </th>
                {cellsOf(spending).map((cell, at) => (
                  <td className="px-3 py-1.5" key={COLUMNS[at]?.id}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rows.length > FIRST && (
        <Button onClick={() => setAll(!all)} variant="quiet">
          {all
            ? t`Show fewer rows`
            : plural({ count: rows.length }, { one: "Show # row", other: "Show all # rows" })}
        </Button>
      )}
    </div>
  );
};
