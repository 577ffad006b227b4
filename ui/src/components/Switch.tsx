import type { ComponentProps } from "react";

import { cx } from "../lib/cx";

type Props = Omit<ComponentProps<"button">, "onChange" | "children"> & {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
};

/** On or off, at once. */
export const Switch = ({ checked, onChange, className, ...rest }: Props) => (
  <button
    type="button"
    {...rest}
    aria-checked={checked}
    className={cx(
      "inline-flex h-5 w-9 shrink-0 items-center rounded-full border p-0.5 disabled:opacity-55",
      checked ? "justify-end border-accent bg-accent" : "border-border bg-surface-sunken",
      className,
    )}
    onClick={() => onChange(!checked)}
    role="switch"
  >
    <span className={cx("size-3.5 rounded-full", checked ? "bg-accent-text" : "bg-border")} />
  </button>
);
