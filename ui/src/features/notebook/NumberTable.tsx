import { LongTable } from "../../components/LongTable";
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
export const NumberTable = ({ caption, columns, rows }: Props) => (
  <LongTable
    caption={caption}
    className="max-h-96 max-w-full"
    first={FIRST}
    head={
      <thead>
        <tr className="border-b border-hairline text-text-subtle">
          {columns.map((name) => (
            <th className="py-1 pr-6 font-medium" key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
    }
    row={([name = "", ...cells]) => (
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
    )}
    rows={rows}
    tableClassName="border-collapse text-left"
  />
);
