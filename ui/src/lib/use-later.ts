import { useEffect, useState } from "react";

/** Returns a value once it has stayed the same for a moment, so that typing asks only once. */
export const useLater = <T>(value: T, afterMs = 150): T => {
  const [settled, settle] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => settle(value), afterMs);
    return () => clearTimeout(timer);
  }, [value, afterMs]);
  return settled;
};
