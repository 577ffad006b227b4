import { type RefObject, useEffect, useRef, useState } from "react";

import { asDocument } from "../../lib/artifact/page";
import { readWord } from "../../lib/artifact/words";

/** What an artifact has told of itself: at most the last so many. */
export type Said = { readonly level: "error" | "warn"; readonly text: string };

/** How it stands with an artifact. */
export type Running = {
  readonly height: number;
  readonly said: readonly Said[];
  /** Why it was taken out; none while it runs. */
  readonly ended: "left" | "flooded" | null;
};

type Keys = { readonly onEscape: () => void };

/** So many messages a second are taken; who sends more is taken out. */
const MOST = 300;
const SAID = 20;
/** How long a document may take to say that it is still there, in ms. */
const PATIENCE = 4_000;
const NOTHING: Running = { height: 0, said: [], ended: null };

/** Runs a page in a frame, and believes little of what comes out of it. */
export const useFrame = (
  frame: RefObject<HTMLIFrameElement | null>,
  source: string,
  { onEscape }: Keys,
): Running => {
  const [running, setRunning] = useState(NOTHING);
  const onKeyEscape = useRef(onEscape);
  onKeyEscape.current = onEscape;
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    let begun = false;
    let loads = 0;
    let heard = 0;
    let second = performance.now();
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const end = (ended: Running["ended"]) => setRunning((last) => ({ ...last, ended }));

    const onMessage = ({ source: from, data }: MessageEvent) => {
      if (from === null || from !== element.contentWindow) return;
      heard += 1;
      const now = performance.now();
      if (now - second > 1_000) {
        heard = 1;
        second = now;
      }
      if (heard > MOST) {
        end("flooded");
        return;
      }
      const word = readWord(data);
      switch (word?.kind) {
        case "ready":
          // A document that says so twice has left the page that it was given.
          if (begun) end("left");
          else element.contentWindow?.postMessage({ show: asDocument(source) }, "*");
          begun = true;
          break;
        case "pong":
          clearTimeout(waiting);
          break;
        case "height":
          setRunning((last) => ({ ...last, height: word.height }));
          break;
        case "said": {
          const { level, text } = word;
          setRunning((last) => {
            // A fault that comes again and again is told once.
            const others = last.said.filter((each) => each.text !== text);
            return { ...last, said: [...others, { level, text }].slice(-SAID) };
          });
          break;
        }
        case "key":
          if (document.activeElement === element) onKeyEscape.current();
          break;
      }
    };
    // It loads twice: empty, and with the page. What loads then, or after that, may have gone elsewhere.
    const onLoad = () => {
      loads += 1;
      if (loads < 2) return;
      clearTimeout(waiting);
      waiting = setTimeout(() => end("left"), PATIENCE);
      element.contentWindow?.postMessage({ frame: "ping" }, "*");
    };
    window.addEventListener("message", onMessage);
    element.addEventListener("load", onLoad);
    return () => {
      clearTimeout(waiting);
      window.removeEventListener("message", onMessage);
      element.removeEventListener("load", onLoad);
    };
  }, [frame, source]);
  return running;
};
