import { t } from "@lingui/core/macro";
import type { Tokens } from "marked";
import { memo } from "react";
import { useLocale } from "../../lib/language";
import { Inline, PlainText } from "./Inline";

const MAX_COLUMNS = 64;
const MAX_CELLS = 5_000;
const ALIGNMENT = { left: "text-left", center: "text-center", right: "text-right" } as const;

/** Shows a table that scrolls sideways by itself. One too large to draw is shown as it is written. */
export const Table = ({ table }: { readonly table: Tokens.Table }) => {
  const columns = table.header.length;
  if (columns > MAX_COLUMNS || columns * table.rows.length > MAX_CELLS) {
    return (
      <pre className="max-h-96 overflow-auto rounded-card bg-surface-sunken p-3 font-mono text-sm">
        <PlainText text={table.raw} literal />
      </pre>
    );
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
    <section aria-label={t`Table`} tabIndex={0} className="max-w-full overflow-x-auto">
      <table className="w-max min-w-full border-collapse text-left tabular-nums">
        <thead>
          <tr className="border-b border-hairline">
            {table.header.map((cell, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: cells have no identity but their place
              <th key={index} scope="col" className={`${CELL} font-semibold ${alignment(cell)}`}>
                <Inline tokens={cell.tokens} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((cells, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
            <Row key={index} cells={cells} source={cells.map((cell) => cell.text).join("\u0000")} />
          ))}
        </tbody>
      </table>
    </section>
  );
};

const CELL = "max-w-96 px-3 py-1.5 align-top first:pl-1";

// A row that reads the same is drawn the same; its tokens are made anew with each reading.
const Row = memo(
  ({ cells }: { readonly cells: readonly Tokens.TableCell[]; readonly source: string }) => {
    useLocale();
    return (
      <tr className="border-b border-hairline last:border-0">
        {cells.map((cell, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: cells have no identity but their place
          <td key={index} className={`${CELL} ${alignment(cell)}`}>
            <Inline tokens={cell.tokens} />
          </td>
        ))}
      </tr>
    );
  },
  (before, after) => before.source === after.source,
);

function alignment(cell: Tokens.TableCell): string {
  return cell.align === null ? "" : ALIGNMENT[cell.align];
}
