import { plural, t } from "@lingui/core/macro";
import { useState } from "react";

import { Button } from "../../components/Button";
import { LongNumber } from "./LongNumber";

type Props = {
  /** What the table is about, for who cannot see what is beside it. */
  readonly caption: string;
  readonly columns: readonly string[];
  /** One list of cells a row; the first names the row. */
  readonly rows: readonly (readonly string[])[];
};

/** So many rows are shown at first. */
const FIRST = 14;

/** Exact numbers in rows and columns. */
export const NumberTable = ({ caption, columns, rows }: Props) => {
  const [all, setAll] = useState(false);
  const shown = all ? rows : rows.slice(0, FIRST);
  return (
    <div className="flex flex-col items-start gap-2">
      <section
        aria-label={caption}
        className="max-h-96 max-w-full overflow-auto"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
        tabIndex={0}
      >
        <table className="border-collapse text-left">
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr className="border-b border-hairline text-text-subtle">
              {columns.map((name) => (
                <th className="py-1 pr-6 font-medium" key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(([name = "", ...cells]) => (
              <tr className="border-b border-hairline align-top last:border-none" key={name}>
                <th className="numeric py-1 pr-6 font-normal text-text-subtle" scope="row">
                  {name}
                </th>
                {cells.map((cell, at) => (
                  <td className="py-1 pr-6" key={columns[at + 1] ?? at}>
                    <LongNumber text={cell} />
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
