import type { BudgetLevel } from "@atelier/client/types";

import { cx } from "../lib/cx";

type Props = {
  /** How much of the limit is used, from 0; 1 is all of it. */
  readonly part: number;
  readonly level: BudgetLevel;
  readonly className?: string;
};

/** How much of a limit is used, for the eye; the words beside it say it. */
export const LevelBar = ({ part, level, className }: Props) => (
  <div
    aria-hidden="true"
    className={cx(
      "h-1.5 overflow-hidden rounded-full border border-hairline bg-surface-sunken",
      className,
    )}
  >
    <div
      className={cx("h-full forced-color-adjust-none", COLORS[level])}
      style={{ width: `${Math.min(1, part) * 100}%` }}
    />
  </div>
);

const COLORS: Record<BudgetLevel, string> = {
  fine: "bg-success",
  near: "bg-warning",
  reached: "bg-danger",
};
