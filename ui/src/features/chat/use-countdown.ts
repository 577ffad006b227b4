import { useEffect, useState } from "react";

/** Returns the seconds left until `at` (ms since 1970), counting down to 0; null without a time. */
export const useCountdown = (at: number | null): number | null => {
  const [now, setNow] = useState(Date.now);
  const over = at === null || now >= at;
  useEffect(() => {
    setNow(Date.now());
    if (over) return;
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [over]);
  return at === null ? null : Math.max(0, Math.ceil((at - now) / 1_000));
};
