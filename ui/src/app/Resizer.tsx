import { t } from "@lingui/core/macro";
import type { KeyboardEvent, PointerEvent } from "react";

import { resizeSidebar, SIDEBAR_BOUNDS, useLayout } from "./layout";

/** How far an arrow key moves the edge, in px. */
const STEP = 16;

/** The edge of the sidebar, which can be dragged, or moved with the arrow keys. */
export const Resizer = () => {
  const width = useLayout((layout) => layout.sidebarWidth);
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) resizeSidebar(event.clientX);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    resizeSidebar(width + direction * STEP);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be focused and moved.
    <div
      aria-label={t`Width of the sidebar`}
      aria-orientation="vertical"
      aria-valuemax={SIDEBAR_BOUNDS.max}
      aria-valuemin={SIDEBAR_BOUNDS.min}
      aria-valuenow={width}
      className="group absolute inset-y-0 -right-1 z-10 w-2 cursor-col-resize touch-none focus-visible:outline-none"
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
