import { type ReactNode, useId, useLayoutEffect, useRef, useState } from "react";

type Props = {
  /** What is seen, in a sentence, for who cannot see it. */
  readonly summary: string;
  /** In px. */
  readonly height: number;
  /** Draws the chart at a width in px. */
  readonly children: (width: number) => ReactNode;
};

/** What is taken for the width until it is measured, in px. */
const GUESS = 600;

/** What a chart is drawn in: as wide as there is room, at its real size, so that words stay readable. */
export const ChartFrame = ({ summary, height, children }: Props) => {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(GUESS);
  const id = useId();
  useLayoutEffect(() => {
    const observed = frame.current;
    if (!observed) return;
    const measure = () => setWidth(Math.round(observed.clientWidth) || GUESS);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(observed);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={frame}>
      <svg
        aria-labelledby={id}
        className="block max-w-full text-text-subtle"
        height={height}
        role="img"
        viewBox={`0 0 ${width} ${height}`}
        width={width}
      >
        <title id={id}>{summary}</title>
        {children(width)}
      </svg>
    </div>
  );
};
