import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

import { cx } from "../lib/cx";
import { Icon } from "./Icon";

type Tone = "info" | "success" | "warning" | "danger";

type Props = {
  readonly tone: Tone;
  readonly children: ReactNode;
  readonly action?: ReactNode;
  /** A strip across a region, or a card in the text. */
  readonly shape?: "strip" | "card";
};

/** A lasting word about the state of things. */
export const Banner = ({ tone, children, action, shape = "strip" }: Props) => {
  const look = LOOK[tone];
  return (
    <div
      className={cx(
        "flex items-center gap-3 text-sm",
        shape === "card" ? "rounded-card border px-4 py-3" : "border-b px-4 py-1.5",
        look.frame,
      )}
      role={tone === "danger" ? "alert" : "status"}
    >
      <Icon className={look.icon} of={look.shape} />
      <div className="min-w-0 flex-1">{children}</div>
      {action}
    </div>
  );
};

const LOOK: Record<Tone, { shape: LucideIcon; frame: string; icon: string }> = {
  info: { shape: Info, frame: "border-hairline bg-info-subtle", icon: "text-info" },
  success: { shape: CircleCheck, frame: "border-hairline bg-success-subtle", icon: "text-success" },
  warning: {
    shape: TriangleAlert,
    frame: "border-hairline bg-warning-subtle",
    icon: "text-warning",
  },
  danger: { shape: CircleAlert, frame: "border-hairline bg-danger-subtle", icon: "text-danger" },
};
