import type { ComponentProps } from "react";

import { cx } from "../lib/cx";

type Props = ComponentProps<"input">;

/** How every control looks that text is typed into. */
export const INPUT_LOOK =
  "w-full rounded-control border border-border bg-surface-raised px-3 text-text " +
  "focus-visible:-outline-offset-1 aria-invalid:border-danger disabled:opacity-55";

/** A line of text. */
export const TextInput = ({ className, ...rest }: Props) => (
  <input type="text" {...rest} className={cx(INPUT_LOOK, "h-8 text-sm", className)} />
);
