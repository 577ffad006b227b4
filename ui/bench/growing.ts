import type { ReactNode } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";

import { longAnswer } from "../src/testing/fixtures/long-answer";

/** Streams 98.9 KB into the page, 340 characters a step. Whoever drives the page measures. */
export type MarkdownBench = {
  readonly steps: number;
  /** Empties the page. */
  readonly begin: () => void;
  /**
   * Draws the steps up to (not with) `end`, each with its layout; times in ms, as on the clock. What
   * is only laid out step by step is painted once, with the colours that came for its code.
   */
  readonly advance: (end: number, each: "laidOut" | "painted") => Promise<readonly number[]>;
  /** Whether the page ends as it would have, had the text come at once. */
  readonly endsAsWhole: () => Promise<boolean>;
};

const STEP = 340;
const TEXT = longAnswer().slice(0, 98_900);

/** Returns what streams the text into whatever draws Markdown. */
export const growing = (
  element: (text: string, progress: "growing" | "finished") => ReactNode,
): MarkdownBench => {
  const host = document.createElement("div");
  host.className = "h-200 overflow-y-auto";
  let root = createRoot(host);
  let step = 0;

  const draw = (text: string, progress: "growing" | "finished"): void => {
    flushSync(() => root.render(element(text, progress)));
    // Asking for the height lays the page out, as painting would.
    host.scrollTop = host.scrollHeight;
  };
  const restart = (): void => {
    root.unmount();
    root = createRoot(host);
    step = 0;
  };
  return {
    steps: Math.ceil(TEXT.length / STEP),
    begin: () => {
      restart();
      document.body.replaceChildren(host);
    },
    advance: async (end, each) => {
      const times: number[] = [];
      for (; step < end; step += 1) {
        const began = performance.now();
        draw(TEXT.slice(0, (step + 1) * STEP), "growing");
        times.push(performance.now() - began);
        if (each === "painted") await new Promise(requestAnimationFrame);
      }
      await settled();
      return times;
    },
    endsAsWhole: async () => {
      draw(TEXT, "finished");
      await settled();
      const streamed = host.innerHTML;
      restart();
      draw(TEXT, "finished");
      await settled();
      return host.innerHTML === streamed;
    },
  };
};

/** Long enough for the colours of all code blocks. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 1_500));
