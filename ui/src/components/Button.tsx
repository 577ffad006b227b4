import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";

import { cx } from "../lib/cx";
import { Icon } from "./Icon";
import { StateDot } from "./StateDot";

type Variant = "primary" | "secondary" | "quiet" | "danger";

type Props = ComponentProps<"button"> & {
  readonly variant?: Variant;
  readonly icon?: LucideIcon;
  /** While what it started runs: it says so, and cannot be pressed again. */
  readonly pending?: boolean;
};

/** A button with a verb on it. */
export const Button = ({
  variant = "secondary",
  icon,
  pending = false,
  className,
  children,
  disabled = false,
  ...rest
}: Props) => (
  <button
    type="button"
    {...rest}
    aria-busy={pending || undefined}
    className={cx(SHAPE, LOOK[variant], className)}
    disabled={disabled || pending}
  >
    {pending ? <StateDot tone="current" running /> : icon && <Icon of={icon} />}
    {children}
  </button>
);

const SHAPE =
  "inline-flex h-8 shrink-0 items-center justify-center gap-2 rounded-control px-3 text-sm font-medium " +
  "whitespace-nowrap select-none disabled:opacity-55";

const LOOK: Record<Variant, string> = {
  primary: "bg-accent text-accent-text enabled:hover:bg-accent-hover border border-transparent",
  secondary: "bg-surface-raised border border-border enabled:hover:bg-surface-hover",
  quiet:
    "border border-transparent text-text-subtle enabled:hover:bg-surface-hover enabled:hover:text-text",
  danger: "bg-surface-raised border border-danger text-danger enabled:hover:bg-danger-subtle",
};
