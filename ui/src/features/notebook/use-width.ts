import { type RefObject, useLayoutEffect, useState } from "react";

/** What is taken for the width until it is measured, in px. */
const GUESS = 560;

/** Returns the width of an element, in px, as it changes. */
export const useWidth = (element: RefObject<HTMLElement | null>): number => {
  const [width, setWidth] = useState(GUESS);
  useLayoutEffect(() => {
    const observed = element.current;
    if (!observed) return;
    const measure = () => setWidth(Math.round(observed.clientWidth) || GUESS);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(observed);
    return () => observer.disconnect();
  }, [element]);
  return width;
};
