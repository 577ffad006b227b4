import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

type Props = {
  readonly icon?: LucideIcon;
  /** What this is for, in one line. */
  readonly title: string;
  readonly children?: ReactNode;
  /** The one thing to do. */
  readonly action?: ReactNode;
};

/** Says what an empty place is for. */
export const EmptyState = ({ icon: Shape, title, children, action }: Props) => (
  <div className="mx-auto flex max-w-sm flex-col items-center gap-3 px-6 py-10 text-center">
    {Shape && <Shape aria-hidden="true" className="text-text-faint" size={24} strokeWidth={1.5} />}
    <p className="text-lg font-medium text-balance">{title}</p>
    {children && <div className="text-sm text-pretty text-text-subtle">{children}</div>}
    {action && <div className="pt-1">{action}</div>}
  </div>
);
