import { t } from "@lingui/core/macro";
import { cx } from "../lib/cx";

type Props = {
  /** How many lines to stand in for. */
  readonly lines?: number;
  readonly className?: string;
};

/** Stands in for what is being read, but only if that takes longer than 150 ms. */
export const Skeleton = ({ lines = 3, className }: Props) => (
  <div
    aria-label={t`Loading`}
    className={cx("flex animate-late flex-col gap-3", className)}
    role="status"
  >
    {WIDTHS.slice(0, lines).map((width) => (
      <div
        className={cx("h-3.5 rounded-control bg-surface-hover forced-colors:border", width)}
        key={width}
      />
    ))}
  </div>
);

const WIDTHS = [
  "w-11/12",
  "w-4/5",
  "w-10/12",
  "w-3/5",
  "w-9/12",
  "w-1/2",
  "w-8/12",
  "w-2/5",
] as const;
