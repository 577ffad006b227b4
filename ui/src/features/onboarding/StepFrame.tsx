import type { ReactNode } from "react";

type Props = {
  readonly title: string;
  readonly children: ReactNode;
  /** Buttons: the way back on the left, the ways on on the right. */
  readonly back?: ReactNode;
  readonly next: ReactNode;
};

/** What every step looks like. */
export const StepFrame = ({ title, children, back, next }: Props) => (
  <>
    <h1 className="text-2xl font-semibold text-balance">{title}</h1>
    <div className="mt-4 flex flex-col gap-5">{children}</div>
    <div className="mt-8 flex flex-wrap items-center justify-between gap-2">
      <div>{back}</div>
      <div className="flex flex-wrap gap-2">{next}</div>
    </div>
  </>
);
