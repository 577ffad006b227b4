import type { KeyboardEvent, PointerEvent } from "react";

import { cx } from "../lib/cx";

type Props = {
  /** What it makes wider or narrower, in words. */
  readonly label: string;
  /** The side of what it stands in that moves; the other stays where it is. */
  readonly side: "left" | "right";
  /** How wide that is, in px. */
  readonly width: number;
  readonly bounds: { readonly min: number; readonly max: number };
  /** How far an arrow key moves it, in px. */
  readonly step: number;
  /** Hears of the width that is wished for, in px, which may lie outside the bounds. */
  readonly onResize: (width: number) => void;
};

/** The edge of a part of the window, which can be dragged, or moved with the arrow keys. */
export const Edge = ({ label, side, width, bounds, step, onResize }: Props) => {
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const part = event.currentTarget.parentElement?.getBoundingClientRect();
    if (!part) return;
    onResize(side === "right" ? event.clientX - part.left : part.right - event.clientX);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const moved = { ArrowLeft: -step, ArrowRight: step }[event.key];
    if (moved === undefined) return;
    event.preventDefault();
    onResize(side === "right" ? width + moved : width - moved);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be focused and moved.
    <div
      aria-label={label}
      aria-orientation="vertical"
      aria-valuemax={bounds.max}
      aria-valuemin={bounds.min}
      aria-valuenow={width}
      className={cx(
        "group absolute inset-y-0 z-10 w-2 cursor-col-resize touch-none focus-visible:outline-none",
        side === "right" ? "-right-1" : "-left-1",
      )}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      role="separator"
      tabIndex={0}
    >
      <div className="mx-auto h-full w-0.5 group-hover:bg-border group-focus-visible:bg-border-focus" />
    </div>
  );
};
