import { useCallback, useMemo, useSyncExternalStore } from "react";

/** Returns whether a media query holds, now and whenever that changes. */
export const useMedia = (query: string): boolean => {
  // One list for all drawings: Chromium keeps what it parsed for each that was ever asked for.
  const media = useMemo(() => matchMedia(query), [query]);
  const subscribe = useCallback(
    (listener: () => void) => {
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    [media],
  );
  return useSyncExternalStore(subscribe, () => media.matches);
};
