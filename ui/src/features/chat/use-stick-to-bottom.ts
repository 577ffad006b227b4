import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

/** This close to the end counts as there, in px. */
const NEAR = 48;
/** How long after a gesture a scroll still counts as the person's, in ms. */
const GESTURE = 1_000;
const UPWARD_KEYS = new Set(["ArrowUp", "PageUp", "Home", " "]);

type Stick = {
  /** Whether what is newest is in view, and stays there while the text grows. */
  readonly atBottom: boolean;
  readonly jumpToLatest: () => void;
  /** Stays where it is from now on, whatever grows. */
  readonly letGo: () => void;
  readonly onScroll: () => void;
  /** To be called when a row has been measured, so that no frame is painted between. */
  readonly onResize: () => void;
};

/**
 * Keeps the newest text in view while the person is at the bottom, and never moves anything
 * otherwise: only a gesture of the person lets go of the bottom.
 */
export const useStickToBottom = (
  scroller: RefObject<HTMLElement | null>,
  content: unknown,
): Stick => {
  const stuck = useRef(true);
  const lastTop = useRef(0);
  const gestureAt = useRef(Number.NEGATIVE_INFINITY);
  const [atBottom, setAtBottom] = useState(true);

  const stick = useCallback(() => {
    const element = scroller.current;
    if (!element || !stuck.current) return;
    element.scrollTop = element.scrollHeight;
    lastTop.current = element.scrollTop;
  }, [scroller]);

  const onScroll = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const { scrollTop, scrollHeight, clientHeight } = element;
    const upward = scrollTop < lastTop.current;
    lastTop.current = scrollTop;
    if (scrollHeight - scrollTop - clientHeight < NEAR) stuck.current = true;
    else if (upward && performance.now() - gestureAt.current < GESTURE) stuck.current = false;
    setAtBottom(stuck.current);
  }, [scroller]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: new content is what moves the end.
  useLayoutEffect(stick, [stick, content]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let dragging = false;
    const gesture = () => {
      gestureAt.current = performance.now();
    };
    const onKey = (event: KeyboardEvent) => UPWARD_KEYS.has(event.key) && gesture();
    const onWheel = (event: WheelEvent) => event.deltaY < 0 && gesture();
    // A press on the element itself is one on its scroll bar.
    const onPress = (event: PointerEvent) => {
      dragging = event.target === element;
    };
    const onMove = () => dragging && gesture();
    const onRelease = () => {
      dragging = false;
    };
    const sizes = new ResizeObserver(stick);
    sizes.observe(element);
    if (element.firstElementChild) sizes.observe(element.firstElementChild);
    element.addEventListener("wheel", onWheel, { passive: true });
    element.addEventListener("touchmove", gesture, { passive: true });
    element.addEventListener("keydown", onKey);
    element.addEventListener("pointerdown", onPress);
    element.addEventListener("scroll", onMove, { passive: true });
    window.addEventListener("pointerup", onRelease);
    return () => {
      sizes.disconnect();
      element.removeEventListener("wheel", onWheel);
      element.removeEventListener("touchmove", gesture);
      element.removeEventListener("keydown", onKey);
      element.removeEventListener("pointerdown", onPress);
      element.removeEventListener("scroll", onMove);
      window.removeEventListener("pointerup", onRelease);
    };
  }, [scroller, stick]);

  const jumpToLatest = useCallback(() => {
    stuck.current = true;
    setAtBottom(true);
    stick();
  }, [stick]);

  const letGo = useCallback(() => {
    stuck.current = false;
  }, []);

  return { atBottom, jumpToLatest, letGo, onScroll, onResize: stick };
};
