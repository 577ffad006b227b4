import source from "@mermaid-js/tiny/dist/mermaid.tiny.js?packed";

import { asDocument } from "../../lib/artifact/page";
import { readWord } from "../../lib/artifact/words";
import { unpack } from "../../lib/unpack";
import { NoDrawing } from "./no-drawing";
import type { Palette } from "./palette";

/** How long a diagram may take, the loading of what draws it included, in ms. */
const PATIENCE = 20_000;
/** How long what draws is kept after the last diagram, in ms. */
const KEPT = 60_000;

type Waiting = {
  readonly resolve: (svg: string) => void;
  readonly reject: (reason: NoDrawing) => void;
};

/** What draws diagrams: a frame of the same kind that artifacts run in, out of sight. */
type Desk = { readonly ask: (id: number, message: object) => void; readonly close: () => void };

let desk: Promise<Desk> | null = null;
let last = 0;
let idle: ReturnType<typeof setTimeout> | undefined;
const waiting = new Map<number, Waiting>();

/** Draws a diagram in these colours; rejects with `NoDrawing` where its source cannot be read. */
export const draw = async (address: string, text: string, palette: Palette): Promise<string> => {
  clearTimeout(idle);
  desk ??= open(address);
  const id = ++last;
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    return await new Promise<string>((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      timer = setTimeout(() => {
        // What hangs is taken out, and the next diagram gets another.
        close();
        reject(new NoDrawing("", null));
      }, PATIENCE);
      desk?.then(
        ({ ask }) => ask(id, { draw: { id, text, config: configOf(palette) } }),
        () => reject(new NoDrawing("", null)),
      );
    });
  } finally {
    clearTimeout(timer);
    waiting.delete(id);
    if (waiting.size === 0) idle = setTimeout(close, KEPT);
  }
};

const close = (): void => {
  const open = desk;
  desk = null;
  open?.then(
    (each) => each.close(),
    () => {},
  );
};

const open = async (address: string): Promise<Desk> => {
  const code = await (await unpack(source)).text();
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.setAttribute("allow", "");
  frame.setAttribute("aria-hidden", "true");
  frame.referrerPolicy = "no-referrer";
  frame.tabIndex = -1;
  frame.inert = true;
  frame.className = "pointer-events-none fixed -left-[9999px] top-0 h-[800px] w-[1200px] opacity-0";
  const tell = (message: object) => frame.contentWindow?.postMessage(message, "*");
  let end = () => frame.remove();
  const ready = new Promise<void>((resolve) => {
    const onMessage = ({ source: from, data }: MessageEvent) => {
      if (from === null || from !== frame.contentWindow) return;
      const word = readWord(data);
      if (word?.kind === "ready") {
        tell({ show: asDocument(DRAWER) });
        tell({ code });
        resolve();
      } else if (word?.kind === "drawn") waiting.get(word.id)?.resolve(word.svg);
      else if (word?.kind === "failed") {
        waiting.get(word.id)?.reject(new NoDrawing(word.text, word.line));
      }
    };
    window.addEventListener("message", onMessage);
    end = () => {
      window.removeEventListener("message", onMessage);
      frame.remove();
    };
  });
  frame.src = address;
  document.body.append(frame);
  await ready;
  return { ask: (_, message) => tell(message), close: end };
};

// Runs in the frame. It is told what draws, and then of one diagram after another. They are drawn one at a time:
// what draws has one set of colours and one place to measure in.
const DRAWER = `<script>
const draw = async ({ id, text, config }) => {
  const say = (word) => parent.postMessage({ artifact: word }, "*");
  try {
    mermaid.initialize(config);
    const { svg } = await mermaid.render("diagram" + id, text);
    say({ kind: "drawn", id, svg });
  } catch (error) {
    const message = String((error && error.message) || error);
    const told = (error && error.hash && error.hash.loc && error.hash.loc.first_line) ||
      Number((/line:? (\\d+)/i.exec(message) || [])[1]) || null;
    say({ kind: "failed", id, text: message, line: told });
  } finally {
    document.body.replaceChildren();
  }
};
let before = Promise.resolve();
addEventListener("message", ({ source, data }) => {
  if (source !== parent) return;
  if (typeof data.code === "string") {
    const script = document.createElement("script");
    script.textContent = data.code;
    document.head.append(script);
  }
  if (data.draw) before = before.then(() => draw(data.draw));
});
</script>`;

/** How diagrams are drawn: strictly, within bounds, in the colours of the page. */
const configOf = (palette: Palette) => ({
  startOnLoad: false,
  securityLevel: "strict",
  suppressErrorRendering: true,
  deterministicIds: true,
  maxTextSize: 50_000,
  maxEdges: 500,
  // As text of the drawing itself: a picture shows no HTML.
  htmlLabels: false,
  flowchart: { htmlLabels: false },
  class: { htmlLabels: false },
  theme: "base",
  fontFamily: "ui-sans-serif, system-ui, sans-serif",
  themeVariables: palette,
});
