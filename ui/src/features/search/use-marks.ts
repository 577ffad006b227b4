import { useEffect, useRef } from "react";

import { rangesOf } from "./ranges";

/** A place that a person is at: the nth in a message, from 0. */
export type Current = { readonly messageId: string; readonly nth: number };

const ALL = "found";
const HERE = "found-here";

/**
 * Marks a text in the messages that are in the page, and brings the current place into view. The page
 * itself is not changed; a browser that cannot mark ranges shows the message without.
 */
export const useMarks = (text: string, current: Current | null): void => {
  const brought = useRef<Current | null>(null);
  useEffect(() => {
    const list = document.querySelector("[data-messages]");
    const registry = typeof CSS === "undefined" ? undefined : CSS.highlights;
    if (!list || !registry) return;
    let frame = 0;
    const mark = () => {
      const here: Range[] = [];
      const all: Range[] = [];
      for (const row of list.querySelectorAll("[data-message]")) {
        const ranges = rangesOf(row, text);
        const isCurrent = row.getAttribute("data-message") === current?.messageId;
        const at = isCurrent ? ranges[Math.min(current?.nth ?? 0, ranges.length - 1)] : undefined;
        if (at) here.push(at);
        all.push(...ranges.filter((range) => range !== at));
      }
      registry.set(ALL, new Highlight(...all));
      registry.set(HERE, new Highlight(...here));
      if (here[0] && brought.current !== current) {
        brought.current = current;
        bringIntoView(here[0], list);
      }
    };
    const later = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(mark);
    };
    later();
    const watch = new MutationObserver(later);
    watch.observe(list, { childList: true, subtree: true, characterData: true });
    return () => {
      cancelAnimationFrame(frame);
      watch.disconnect();
      registry.delete(ALL);
      registry.delete(HERE);
    };
  }, [text, current]);
};

const bringIntoView = (range: Range, list: Element): void => {
  const place = range.getBoundingClientRect();
  const frame = list.getBoundingClientRect();
  if (place.top >= frame.top + 24 && place.bottom <= frame.bottom - 24) return;
  list.scrollTop += place.top - frame.top - frame.height / 2;
};
