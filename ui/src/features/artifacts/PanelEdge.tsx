import { t } from "@lingui/core/macro";
import type { KeyboardEvent, PointerEvent } from "react";

import { useLocale } from "../../lib/language";
import { resizePanel, useArtifacts, WIDTH } from "./store";

/** How far an arrow key moves the edge, in px. */
const STEP = 24;

/** The edge of the panel, which can be dragged, or moved with the arrow keys. */
export const PanelEdge = () => {
  useLocale();
  const width = useArtifacts((store) => store.width);
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const right = event.currentTarget.parentElement?.getBoundingClientRect().right;
    if (right !== undefined) resizePanel(right - event.clientX);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = { ArrowLeft: 1, ArrowRight: -1 }[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    resizePanel(width + direction * STEP);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be focused and moved.
    <div
      aria-label={t`Width of the artifact`}
      aria-orientation="vertical"
      aria-valuemax={WIDTH.max}
      aria-valuemin={WIDTH.min}
      aria-valuenow={width}
      className="group absolute inset-y-0 -left-1 z-10 w-2 cursor-col-resize touch-none focus-visible:outline-none"
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
