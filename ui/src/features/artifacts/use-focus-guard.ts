import { type RefObject, useEffect, useRef } from "react";

/** How long a key of the person's counts as what moved the focus, in ms. */
const KEY = 400;
/** How long after a letter the focus is where the person writes, in ms. */
const WRITING = 1_000;

/** So often a frame may take the focus by itself within `GREED` ms before it has to go. */
const GRABS = 3;
const GREED = 3_000;

/**
 * Keeps a frame from taking the focus by itself: it gets it by a click in it, or by the keys that move it.
 * Runs `onGreed` where it does not let go.
 */
export const useFocusGuard = (
  frame: RefObject<HTMLIFrameElement | null>,
  onGreed: () => void,
): void => {
  const greed = useRef(onGreed);
  greed.current = onGreed;
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    let before: HTMLElement | null = null;
    let over = false;
    let grabs: readonly number[] = [];
    let moved = Number.NEGATIVE_INFINITY;
    let written = Number.NEGATIVE_INFINITY;
    const onFocus = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement && target !== element) before = target;
    };
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === "Tab" || key === "F6") moved = performance.now();
      else written = performance.now();
    };
    const onEnter = () => {
      over = true;
    };
    const onLeave = () => {
      over = false;
    };
    const onBlur = () => {
      if (document.activeElement !== element) return;
      const now = performance.now();
      if (now - moved < KEY || (over && now - written > WRITING)) return;
      grabs = [...grabs.filter((at) => now - at < GREED), now];
      if (grabs.length >= GRABS) greed.current();
      // What takes the focus is not through with it yet.
      setTimeout(() => {
        if (document.activeElement !== element) return;
        if (before?.isConnected) before.focus();
        else element.blur();
      });
    };
    before = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    document.addEventListener("focusin", onFocus, true);
    document.addEventListener("keydown", onKey, true);
    element.addEventListener("pointerenter", onEnter);
    element.addEventListener("pointerleave", onLeave);
    window.addEventListener("blur", onBlur);
    return () => {
      document.removeEventListener("focusin", onFocus, true);
      document.removeEventListener("keydown", onKey, true);
      element.removeEventListener("pointerenter", onEnter);
      element.removeEventListener("pointerleave", onLeave);
      window.removeEventListener("blur", onBlur);
    };
  }, [frame]);
};
