import { t } from "@lingui/core/macro";
import type { ReactNode } from "react";

import { Button } from "../../components/Button";

type Props = {
  readonly label: string;
  readonly done: number;
  readonly of: number;
  readonly onStop: () => void;
  readonly children: ReactNode;
};

/** How far something is that takes its time, with a way to stop it. */
export const Progress = ({ label, done, of, onStop, children }: Props) => {
  const percent = of > 0 ? Math.min(100, Math.round((100 * done) / of)) : 0;
  return (
    <div className="flex flex-col gap-2">
      <div
        aria-label={label}
        aria-valuemax={100}
        aria-valuemin={0}
        aria-valuenow={percent}
        className="h-1.5 overflow-hidden rounded-control border border-hairline bg-surface-sunken"
        role="progressbar"
      >
        <svg aria-hidden="true" className="h-full w-full text-accent" preserveAspectRatio="none">
          <rect fill="currentColor" height="100%" width={`${percent}%`} />
        </svg>
      </div>
      <div className="flex items-center justify-between gap-4">
        <p className="numeric text-sm text-text-subtle">{children}</p>
        <Button onClick={onStop}>{t`Stop`}</Button>
      </div>
    </div>
  );
};
