import { fireEvent, render } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";

import { listenForShortcuts, useShortcut } from "./registry";

const Registered = ({ run }: { readonly run: () => unknown }) => {
  useShortcut("conversation.new", run);
  return <textarea aria-label="text" />;
};

let stop = (): void => {};
afterEach(() => stop());

/** Presses Mod+N on `target`; whether the page took it. */
const pressModN = (target: Element, part: KeyboardEventInit = {}): boolean =>
  !fireEvent.keyDown(target, { key: "n", ctrlKey: true, ...part });

test("a shortcut runs what was registered last, also while typing", () => {
  stop = listenForShortcuts(false);
  const [first, second] = [vi.fn(), vi.fn()];
  const { getAllByLabelText, rerender } = render(
    <>
      <Registered run={first} />
      <Registered run={second} />
    </>,
  );
  const [field] = getAllByLabelText("text");
  if (!field) throw new Error("nothing was rendered");
  expect(pressModN(field)).toBe(true);
  expect([first, second].map((run) => run.mock.calls.length)).toEqual([0, 1]);
  rerender(<Registered run={first} />);
  expect(pressModN(document.body)).toBe(true);
  expect(first).toHaveBeenCalledOnce();
});

test("who has nothing to do lets the next one run, and the key mean what it means", () => {
  stop = listenForShortcuts(false);
  const other = vi.fn(() => false);
  render(
    <>
      <Registered run={other} />
      <Registered run={() => false} />
    </>,
  );
  expect(pressModN(document.body)).toBe(false);
  expect(other).toHaveBeenCalledOnce();
});

test("nothing fires while a word is composed, in a dialog, or once the listener is gone", () => {
  stop = listenForShortcuts(false);
  const run = vi.fn();
  const { rerender } = render(<Registered run={run} />);
  pressModN(document.body, { isComposing: true });
  pressModN(document.body, { keyCode: 229 });
  rerender(
    <>
      <Registered run={run} />
      <dialog open />
    </>,
  );
  pressModN(document.body);
  rerender(<Registered run={run} />);
  stop();
  pressModN(document.body);
  expect(run).not.toHaveBeenCalled();
});
