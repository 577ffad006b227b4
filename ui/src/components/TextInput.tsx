import type { ComponentProps } from "react";

import { cx } from "../lib/cx";
import { firstInDialog } from "../lib/first-in-dialog";

type Props = ComponentProps<"input">;

/** How every control looks that text is typed into. */
export const INPUT_LOOK =
  "w-full rounded-control border border-border bg-surface-raised px-3 text-text " +
  "focus-visible:-outline-offset-1 aria-invalid:border-danger disabled:opacity-55";

/** A line of text; `autoFocus` holds in a dialog as well, where no `ref` is given. */
export const TextInput = ({ className, ...rest }: Props) => (
  <input
    ref={rest.autoFocus ? firstInDialog : null}
    type="text"
    {...rest}
    className={cx(INPUT_LOOK, "h-8 text-sm", className)}
  />
);
