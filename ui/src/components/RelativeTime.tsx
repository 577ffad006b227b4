import { useSyncExternalStore } from "react";

import { exactTime, relativeTime } from "../lib/time";

type Props = {
  /** The moment, in ms since 1970. */
  readonly at: number;
  readonly className?: string;
};

/** Says how long ago something was; the exact time shows on hover. */
export const RelativeTime = ({ at, className }: Props) => {
  const now = useSyncExternalStore(everyHalfMinute, halfMinute);
  return (
    <time className={className} dateTime={new Date(at).toISOString()} title={exactTime(at)}>
      {relativeTime(at, Math.max(at, now))}
    </time>
  );
};

const STEP = 30_000;

/** The time, as coarse as it is shown, so that nothing renders for nothing. */
const halfMinute = (): number => Math.ceil(Date.now() / STEP) * STEP;

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for all of them. */
const everyHalfMinute = (listener: () => void): (() => void) => {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, STEP);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
};
