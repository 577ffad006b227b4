import { fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { expect, test, vi } from "vitest";

import { Edge } from "./Edge";

const BOUNDS = { min: 100, max: 400 };

const Part = ({ side }: { readonly side: "left" | "right" }) => {
  const [width, setWidth] = useState(200);
  const onResize = (wished: number) => setWidth(Math.min(BOUNDS.max, Math.max(BOUNDS.min, wished)));
  return (
    <div>
      <Edge bounds={BOUNDS} label="Width" onResize={onResize} side={side} step={10} width={width} />
    </div>
  );
};

/** An edge of a part that begins 50 px from the left and ends 700 px from there. */
const shown = (side: "left" | "right") => {
  render(<Part side={side} />);
  const edge = screen.getByRole("separator", { name: "Width" });
  const part = edge.parentElement;
  if (!part) throw new Error("an edge stands in what it moves");
  vi.spyOn(part, "getBoundingClientRect").mockReturnValue(new DOMRect(50, 0, 650, 10));
  let captured = false;
  edge.setPointerCapture = () => {
    captured = true;
  };
  edge.hasPointerCapture = () => captured;
  return { edge, width: () => Number(edge.getAttribute("aria-valuenow")) };
};

test.each([
  ["right", "ArrowRight", 210],
  ["right", "ArrowLeft", 190],
  ["left", "ArrowLeft", 210],
  ["left", "ArrowRight", 190],
] as const)("the %s edge goes by %s to %i", (side, key, expected) => {
  const { edge, width } = shown(side);
  fireEvent.keyDown(edge, { key });
  expect(width()).toBe(expected);
  fireEvent.keyDown(edge, { key: "ArrowUp" });
  expect(width(), "other keys are not its own").toBe(expected);
});

test.each([
  ["right", 300, 250],
  ["right", 2_000, 400],
  ["left", 450, 250],
  ["left", 699, 100],
] as const)("the %s edge follows the pointer to %i, within reason", (side, clientX, expected) => {
  const { edge, width } = shown(side);
  fireEvent.pointerMove(edge, { clientX, pointerId: 1 });
  expect(width(), "nothing is held yet").toBe(200);
  fireEvent.pointerDown(edge, { button: 2, pointerId: 1 });
  fireEvent.pointerMove(edge, { clientX, pointerId: 1 });
  expect(width(), "another button does not drag").toBe(200);
  fireEvent.pointerDown(edge, { button: 0, pointerId: 1 });
  fireEvent.pointerMove(edge, { clientX, pointerId: 1 });
  expect(width()).toBe(expected);
});
