import type { ReactNode } from "react";

import { Mark } from "../../components/Mark";

type Props = {
  readonly title: string;
  /** Begins with the mark of Atelier. */
  readonly mark?: boolean;
  readonly children: ReactNode;
  /** Buttons: the way back on the left, the ways on on the right. */
  readonly back?: ReactNode;
  readonly next: ReactNode;
};

/** What every step looks like. */
export const StepFrame = ({ title, mark = false, children, back, next }: Props) => (
  <>
    {mark && <Mark size={40} />}
    <h1 className="mt-4 text-2xl font-semibold text-balance first:mt-0">{title}</h1>
    <div className="mt-4 flex flex-col gap-5">{children}</div>
    <div className="mt-8 flex flex-wrap items-center justify-between gap-2">
      <div>{back}</div>
      <div className="flex flex-wrap gap-2">{next}</div>
    </div>
  </>
);
