import { plural, t } from "@lingui/core/macro";
import { type ReactNode, useState } from "react";

import { cx } from "../lib/cx";
import { Button } from "./Button";

type Props<R> = {
  /** What the table is about, for who cannot see what is beside it. */
  readonly caption: string;
  /** So many rows are shown at first. */
  readonly first: number;
  readonly rows: readonly R[];
  readonly row: (row: R) => ReactNode;
  /** The `thead`. */
  readonly head: ReactNode;
  /** How the region looks that scrolls, its height included. */
  readonly className: string;
  /** How the table looks in it. */
  readonly tableClassName: string;
};

/** A table that may be long: it scrolls in a region of its own, and shows its first rows until asked. */
export const LongTable = <R,>(props: Props<R>) => {
  const { caption, first, rows, row, head, className, tableClassName } = props;
  const [all, setAll] = useState(false);
  return (
    <div className="flex flex-col items-start gap-2">
      <section
        aria-label={caption}
        className={cx("overflow-auto", className)}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
        tabIndex={0}
      >
        <table className={tableClassName}>
          <caption className="sr-only">{caption}</caption>
          {head}
          <tbody>{(all ? rows : rows.slice(0, first)).map(row)}</tbody>
        </table>
      </section>
      {rows.length > first && (
        <Button onClick={() => setAll(!all)} variant="quiet">
          {all
            ? t`Show fewer rows`
            : plural({ count: rows.length }, { one: "Show # row", other: "Show all # rows" })}
        </Button>
      )}
    </div>
  );
};
