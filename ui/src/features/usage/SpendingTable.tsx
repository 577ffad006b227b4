import type { Spending } from "@atelier/client/types";
import { i18n } from "@lingui/core";
import type { ReactNode } from "react";

import { LongTable } from "../../components/LongTable";
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
export const SpendingTable = ({ of, caption, rows }: Props) => (
  <LongTable
    caption={caption}
    className="max-h-112 w-full rounded-card border border-hairline"
    first={FIRST}
    head={
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
    }
    row={({ key, name, spending }) => (
      <tr className="border-t border-hairline" key={key}>
        <th className="max-w-56 truncate px-3 py-1.5 text-left font-normal" dir="auto" scope="row">
          {name}
        </th>
        {cellsOf(spending).map((cell, at) => (
          <td className="px-3 py-1.5" key={COLUMNS[at]?.id}>
            {cell}
          </td>
        ))}
      </tr>
    )}
    rows={rows}
    tableClassName="numeric w-full text-right text-sm whitespace-nowrap"
  />
);
