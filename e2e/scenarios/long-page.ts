/**
 * What runs inside the page of the long conversation. Each function is sent there as text, so it
 * stands on its own: it uses nothing from outside itself.
 */

/** What the list of messages holds now. */
export type Seen = {
  /** Which messages are in view, as their texts begin, oldest first. */
  readonly shown: readonly string[];
  /** How high everything is that was read, in px. */
  readonly loaded: number;
  /** How many elements the page has. */
  readonly elements: number;
};

/** Reads what the list of messages holds now. */
export function readMessages(): Seen {
  const list = document.querySelector("[data-messages]");
  const view = list?.getBoundingClientRect();
  const shown = [...document.querySelectorAll("article")]
    .filter((article) => {
      const { top, bottom } = article.getBoundingClientRect();
      return view !== undefined && bottom > view.top && top < view.bottom;
    })
    .map((article) => /Message \d+:/.exec(article.textContent)?.[0] ?? "");
  const elements = document.querySelectorAll("*").length;
  return { shown, loaded: list?.scrollHeight ?? 0, elements };
}

/** Opens the conversation, and tells how long it took until a text was in view, and what moved then. */
export function newestShown(
  text: string,
  done: (outcome: { took: number; jumps: number }) => void,
): void {
  const begun = performance.now();
  let took = 0;
  let jumps = 0;
  let before = 0;
  document.querySelector<HTMLElement>("[data-conversation]")?.click();
  const look = () => {
    const newest = [...document.querySelectorAll("article")].at(-1);
    const view = document.querySelector("[data-messages]")?.getBoundingClientRect();
    const visible = newest?.checkVisibility({ visibilityProperty: true });
    if (newest && view && visible && newest.textContent.includes(text)) {
      const { bottom } = newest.getBoundingClientRect();
      if (took === 0) took = performance.now() - begun;
      else if (Math.abs(bottom - before) > 1) jumps += 1;
      before = bottom;
    }
    // For a second it is seen whether it rests.
    if (took > 0 && performance.now() - begun > took + 1_000) done({ took, jumps });
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/**
 * Scrolls by `step` px a frame for so many frames, and follows the message in the middle: in the next frame it
 * must be `step` px further, whatever was read or measured meanwhile.
 */
export function follow(
  step: number,
  count: number,
  done: (outcome: { blank: number; elements: number; jumps: string[] }) => void,
): void {
  const list = document.querySelector("[data-messages]");
  const jumps: string[] = [];
  let frames = 0;
  let blank = 0;
  let elements = 0;
  let anchor: string | null = null;
  let expected = 0;
  // The message comes after the frame is painted, and before the next one.
  const painted = new MessageChannel();
  painted.port1.onmessage = () => {
    if (!list) return;
    const view = list.getBoundingClientRect();
    const middle = view.top + view.height / 2;
    const boxes = [...list.querySelectorAll("[data-row]")]
      .filter((row) => row.checkVisibility({ visibilityProperty: true }))
      .map((row) => ({
        message: /Message \d+:/.exec(row.textContent)?.[0] ?? "",
        box: row.getBoundingClientRect(),
      }));
    const again = boxes.find(({ message }) => message === anchor);
    if (anchor !== null && !again) jumps.push(`${anchor} is gone`);
    if (again && Math.abs(again.box.top - expected) > 2) {
      jumps.push(`${anchor} ${Math.round(again.box.top - expected)} px`);
    }
    if (!boxes.some(({ box }) => box.bottom > view.top && box.top < view.bottom)) blank += 1;
    const found = boxes.find(({ box }) => box.top <= middle && box.bottom > middle);
    anchor = found?.message ?? null;
    elements = Math.max(elements, document.querySelectorAll("*").length);
    const from = list.scrollTop;
    list.dispatchEvent(new WheelEvent("wheel", { deltaY: step, bubbles: true }));
    list.scrollTop += step;
    // At either end there is less to scroll.
    expected = (found?.box.top ?? 0) - (list.scrollTop - from);
  };
  const tick = () => {
    frames += 1;
    if (frames > count) {
      done({ blank, elements, jumps });
      return;
    }
    painted.port2.postMessage(null);
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
}
