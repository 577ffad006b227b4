import "./math.css";

import { memo, useEffect, useLayoutEffect, useRef, useState } from "react";

import { revealControls } from "../../lib/markdown/controls";

type Props = {
  /** The formula, as TeX. */
  readonly tex: string;
  /** Whether it stands on lines of its own. */
  readonly display: boolean;
};

type Draw = (tex: string, place: HTMLElement, options: object) => void;

let drawer: Draw | null = null;

/** Loads what draws formulas, with the first of them. */
const loadDrawer = async (): Promise<Draw> => {
  drawer ??= (await import("temml")).default.render;
  return drawer;
};

/** How much a formula may ask for: no commands of its own without end, no links, no sizes out of bounds. */
const OPTIONS = { throwOnError: true, trust: false, maxExpand: 200, maxSize: [20, 40] };

/** Shows a formula, as MathML. What cannot be read stands as it is written. */
export const MathText = memo(({ tex, display }: Props) => {
  const [draw, setDraw] = useState(() => drawer);
  const [failed, setFailed] = useState(false);
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (draw) return;
    let wanted = true;
    loadDrawer().then(
      (loaded) => wanted && setDraw(() => loaded),
      () => wanted && setFailed(true),
    );
    return () => {
      wanted = false;
    };
  }, [draw]);
  useLayoutEffect(() => {
    const element = place.current;
    if (!element || !draw) return;
    try {
      draw(tex, element, { ...OPTIONS, displayMode: display, annotate: true });
    } catch {
      element.textContent = "";
      setFailed(true);
    }
  }, [draw, tex, display]);
  if (failed) {
    return (
      <code className="font-mono text-[0.9em] wrap-anywhere" dir="ltr">
        {revealControls(tex).map((part) => (part.kind === "text" ? part.text : part.code))}
      </code>
    );
  }
  return (
    <span
      className={display ? "block overflow-x-auto overflow-y-hidden py-1 text-center" : undefined}
      dir="ltr"
      ref={place}
    />
  );
});
