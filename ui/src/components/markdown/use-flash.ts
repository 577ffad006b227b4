import { useCallback, useEffect, useState } from "react";

/** A state that is on for a moment after it is flashed, as for "Copied". */
export function useFlash(forMs = 1_500): readonly [on: boolean, flash: () => void] {
  const [count, setCount] = useState(0);
  const [on, setOn] = useState(false);
  useEffect(() => {
    if (count === 0) return;
    setOn(true);
    const timer = setTimeout(() => setOn(false), forMs);
    return () => clearTimeout(timer);
  }, [count, forMs]);
  return [on, useCallback(() => setCount((before) => before + 1), [])];
}
