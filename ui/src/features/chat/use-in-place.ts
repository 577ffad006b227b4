import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { VirtualizerHandle } from "virtua";

type Options = {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly list: RefObject<VirtualizerHandle | null>;
  /** Returns the place of the row that shows a message. */
  readonly rowOf: (message: string) => number;
};

type NoteOptions = {
  readonly scroller: RefObject<HTMLElement | null>;
  /** Whether what is newest stays in view by itself. */
  readonly follows: boolean;
};

/** What is read, and how far below the top of the list it stands, in px. */
type Read = { readonly message: string; readonly text: string | null; readonly top: number };

/** What was read before it changed, until it is where it was; nothing at other times. */
type Noted = { current: Read | null };

/** So many frames the list may take to come to rest. */
const FRAMES = 30;
/** Keys that move the list. Others, such as those that change what is shown, leave it. */
const MOVES: ReadonlySet<string> = new Set([
  "ArrowUp",
  "ArrowDown",
  "PageUp",
  "PageDown",
  "Home",
  "End",
  "Tab",
  " ",
]);
/** What a person reads line by line. */
const LINES = "p, li, pre, blockquote, table, h1, h2, h3, h4";

/**
 * Returns a value a moment after it changed: first it is noted what a person reads, then it changes
 * what is shown. `useBroughtBack` brings what was read back to where it was.
 */
export const useInPlace = <T>(value: T, options: NoteOptions): readonly [T, Noted] => {
  const [shown, show] = useState(value);
  const noted = useRef<Read | null>(null);
  const latest = useRef(options);
  useLayoutEffect(() => {
    latest.current = options;
  });
  useEffect(() => {
    if (value === shown) return;
    const { scroller, follows } = latest.current;
    // What is still being brought back is what was read, wherever the list stands now.
    noted.current ??= follows || !scroller.current ? null : readIn(scroller.current);
    show(value);
  }, [value, shown]);
  return [shown, noted];
};

/** Brings what was read back, once something else is shown of it. */
export const useBroughtBack = (shown: unknown, noted: Noted, options: Options): void => {
  const latest = useRef(options);
  useLayoutEffect(() => {
    latest.current = options;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown is what moves it
  useLayoutEffect(() => {
    const before = noted.current;
    const done = () => {
      noted.current = null;
    };
    return before ? hold(before, latest.current, done) : undefined;
  }, [shown, noted]);
};

const readIn = (scroller: HTMLElement): Read | null => {
  const { top, bottom } = scroller.getBoundingClientRect();
  const seen = (element: Element) => {
    const rect = element.getBoundingClientRect();
    return rect.bottom > top + 1 && rect.top < bottom;
  };
  const row = [...scroller.querySelectorAll("[data-message]")].find(seen);
  const message = row?.getAttribute("data-message");
  if (!row || !message) return null;
  const line = [...row.querySelectorAll(LINES)].find(seen);
  return {
    message,
    text: line?.textContent ?? null,
    top: (line ?? row).getBoundingClientRect().top - top,
  };
};

/** Keeps what was read where it was until the list has come to rest, or a person moves it: then it is done. */
const hold = (
  read: Read,
  { scroller, list, rowOf }: Options,
  done: () => void,
): (() => void) | undefined => {
  const element = scroller.current;
  const index = rowOf(read.message);
  if (!element || index < 0) {
    done();
    return;
  }
  list.current?.scrollToIndex(index, { align: "start", offset: -Math.max(0, read.top) });
  let frames = 0;
  let frame = 0;
  const stop = () => cancelAnimationFrame(frame);
  const leave = (event: Event) => {
    if (event instanceof KeyboardEvent && !MOVES.has(event.key)) return;
    stop();
    done();
  };
  const correct = () => {
    const row = element.querySelector(`[data-row="${index}"]`);
    const line = [...(row?.querySelectorAll(LINES) ?? [])].find(
      ({ textContent }) => textContent === read.text,
    );
    const place = line ?? row;
    if (place) {
      const off = place.getBoundingClientRect().top - element.getBoundingClientRect().top;
      const wanted = line ? read.top : Math.max(0, read.top);
      if (Math.abs(off - wanted) > 1) element.scrollTop += off - wanted;
    }
    frames += 1;
    if (frames < FRAMES) frame = requestAnimationFrame(correct);
    else done();
  };
  frame = requestAnimationFrame(correct);
  const gestures = ["wheel", "touchmove", "pointerdown", "keydown"] as const;
  for (const gesture of gestures) element.addEventListener(gesture, leave, { passive: true });
  return () => {
    stop();
    for (const gesture of gestures) element.removeEventListener(gesture, leave);
  };
};
