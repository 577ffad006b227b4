import type { LucideIcon } from "lucide-react";

import { cx } from "../lib/cx";

type Props = { readonly of: LucideIcon; readonly className?: string };

/** Shows an icon beside its label; it says nothing by itself. */
export const Icon = ({ of: Shape, className }: Props) => (
  <Shape aria-hidden="true" className={cx("shrink-0", className)} size={16} strokeWidth={1.5} />
);
