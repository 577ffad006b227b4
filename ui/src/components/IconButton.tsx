import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";

import { cx } from "../lib/cx";
import { Icon } from "./Icon";

type Props = Omit<ComponentProps<"button">, "aria-label" | "title" | "children"> & {
  readonly icon: LucideIcon;
  /** What it does: its accessible name, and its tooltip. */
  readonly label: string;
  /** The keys that do the same, for the tooltip. */
  readonly shortcut?: string;
};

/** A button that is only an icon. */
export const IconButton = ({ icon, label, shortcut, className, ...rest }: Props) => (
  <button
    type="button"
    {...rest}
    aria-label={label}
    className={cx(
      "inline-flex size-8 shrink-0 items-center justify-center rounded-control text-text-subtle",
      "enabled:hover:bg-surface-hover enabled:hover:text-text disabled:opacity-45",
      "aria-expanded:bg-surface-selected aria-pressed:bg-surface-selected aria-pressed:text-text",
      className,
    )}
    title={shortcut ? `${label} (${shortcut})` : label}
  >
    <Icon of={icon} />
  </button>
);
