import "../src/design/global.css";

import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";

import { Markdown } from "../src/components/markdown/Markdown";
import { PlatformContext } from "../src/platform/context";
import { createFakePlatform } from "../src/testing/fake-platform";
import { richMarkdown } from "../src/testing/fixtures/rich-markdown";

/** What streaming one text cost; times in ms a frame, drawing and layout included. */
type MarkdownRun = {
  readonly characters: number;
  readonly frames: number;
  readonly firstTenth: number;
  readonly fifthTenth: number;
  readonly lastTenth: number;
  readonly total: number;
  /** Frames that took longer than 1/60 s. */
  readonly slow: number;
  /** Whether the page ends as it would have, had the text come at once. */
  readonly same: boolean;
};

declare global {
  interface Window {
    /** Streams 98.9 KB into the page, 340 characters a frame. */
    runMarkdown?: () => Promise<MarkdownRun>;
  }
}

const FRAME = 340;
const TEXT = richMarkdown(90).slice(0, 98_900);
const platform = createFakePlatform();

const element = (text: string, progress: "growing" | "finished") => (
  <PlatformContext value={platform}>
    <div className="mx-auto max-w-reading">
      <Markdown progress={progress} text={text} />
    </div>
  </PlatformContext>
);

window.runMarkdown = async () => {
  const host = document.createElement("div");
  host.style.cssText = "height: 800px; overflow-y: auto";
  document.body.replaceChildren(host);
  const root = createRoot(host);
  const times: number[] = [];
  for (let end = FRAME; end < TEXT.length + FRAME; end += FRAME) {
    const text = TEXT.slice(0, end);
    const began = performance.now();
    flushSync(() => root.render(element(text, "growing")));
    host.scrollTop = host.scrollHeight;
    times.push(performance.now() - began);
    await new Promise(requestAnimationFrame);
  }
  flushSync(() => root.render(element(TEXT, "finished")));
  await settled();
  const streamed = host.innerHTML;
  root.unmount();
  const whole = createRoot(host);
  flushSync(() => whole.render(element(TEXT, "finished")));
  await settled();
  const same = host.innerHTML === streamed;
  whole.unmount();
  const tenth = Math.floor(times.length / 10);
  return {
    characters: TEXT.length,
    frames: times.length,
    firstTenth: median(times.slice(0, tenth)),
    fifthTenth: median(times.slice(4 * tenth, 5 * tenth)),
    lastTenth: median(times.slice(-tenth)),
    total: times.reduce((sum, time) => sum + time, 0),
    slow: times.filter((time) => time > 1_000 / 60).length,
    same,
  };
};

/** Long enough for the colours of all code blocks. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 1_500));

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
