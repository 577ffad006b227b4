import { cx } from "../lib/cx";

type Props = {
  /** The class of its background role. */
  readonly look: string;
  /** What it stands for; none where a name stands beside it. */
  readonly title?: string;
};

/** A small mark of a colour. */
export const ColorDot = ({ look, title }: Props) => (
  <span className="inline-flex shrink-0 items-center" title={title}>
    <span
      aria-hidden="true"
      className={cx("size-2.5 rounded-full forced-color-adjust-none", look)}
    />
    {title !== undefined && <span className="sr-only">{title}</span>}
  </span>
);
