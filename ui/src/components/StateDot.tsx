import { cx } from "../lib/cx";

type Tone = "accent" | "success" | "warning" | "danger" | "idle" | "current";

type Props = {
  readonly tone: Tone;
  /** Breathes slowly while something runs. */
  readonly running?: boolean;
  /** What it means, where no words beside it say so. */
  readonly label?: string;
};

/** A dot that shows a state. */
export const StateDot = ({ tone, running = false, label }: Props) => (
  <span
    className={cx(
      "inline-block size-2 shrink-0 rounded-full forced-color-adjust-none",
      LOOK[tone],
      running && "animate-breathe",
    )}
    {...(label ? { role: "img", "aria-label": label, title: label } : { "aria-hidden": true })}
  />
);

const LOOK: Record<Tone, string> = {
  accent: "bg-accent",
  success: "bg-success",
  warning: "bg-warning",
  danger: "bg-danger",
  idle: "border border-border",
  current: "bg-current",
};
