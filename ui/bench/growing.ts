import type { ReactNode } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";

import { richMarkdown } from "../src/testing/fixtures/rich-markdown";

/** Streams 98.9 KB into the page, 340 characters a frame. Whoever drives the page measures. */
export type MarkdownBench = {
  readonly frames: number;
  /** Empties the page. */
  readonly begin: () => void;
  /** Draws the frames up to (not with) `end`, each with its layout; times in ms, as on the clock. */
  readonly advance: (end: number) => Promise<readonly number[]>;
  /** Whether the page ends as it would have, had the text come at once. */
  readonly endsAsWhole: () => Promise<boolean>;
};

const FRAME = 340;
const TEXT = richMarkdown(90).slice(0, 98_900);

/** Returns what streams the text into whatever draws Markdown. */
export const growing = (
  element: (text: string, progress: "growing" | "finished") => ReactNode,
): MarkdownBench => {
  const host = document.createElement("div");
  host.className = "h-200 overflow-y-auto";
  let root = createRoot(host);
  let frame = 0;

  const draw = (text: string, progress: "growing" | "finished"): void => {
    flushSync(() => root.render(element(text, progress)));
    // Asking for the height lays the page out, as painting would.
    host.scrollTop = host.scrollHeight;
  };
  const restart = (): void => {
    root.unmount();
    root = createRoot(host);
    frame = 0;
  };
  return {
    frames: Math.ceil(TEXT.length / FRAME),
    begin: () => {
      restart();
      document.body.replaceChildren(host);
    },
    advance: async (end) => {
      const times: number[] = [];
      for (; frame < end; frame += 1) {
        const began = performance.now();
        draw(TEXT.slice(0, (frame + 1) * FRAME), "growing");
        times.push(performance.now() - began);
        await new Promise(requestAnimationFrame);
      }
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
