import { ChartFrame } from "../../components/ChartFrame";
import { type Scale, scaleOf, tickText } from "./scale";

/** A point of a plot; its words come up when it is pointed at. */
export type PlotPoint = { readonly x: number; readonly y: number; readonly words: string };

type Props = {
  /** What is seen, in a sentence, for who cannot see it. */
  readonly summary: string;
  readonly xName: string;
  readonly yName: string;
  /** The points that a line goes through, in order. */
  readonly line: readonly PlotPoint[];
  /** Points that stand out. */
  readonly marks?: readonly PlotPoint[];
  /** A value of y to which the line tends. */
  readonly level?: { readonly y: number; readonly name: string };
  /** Whether the ends of the line are named. */
  readonly ends?: readonly [string, string];
};

const HEIGHT = 220;
/** About how wide a letter of a label is, in px. */
const LETTER = 6.5;
const MARGIN = { left: 52, right: 14, top: 14, bottom: 38 };

/** A line through points, with axes. */
export const Plot = ({ summary, ...drawn }: Props) => (
  <ChartFrame height={HEIGHT} summary={summary}>
    {(width) => <Drawing {...drawn} width={width} />}
  </ChartFrame>
);

type DrawingProps = Omit<Props, "summary"> & { readonly width: number };

const Drawing = ({ xName, yName, line, marks = [], level, ends, width }: DrawingProps) => {
  const right = width - MARGIN.right - (ends ? Math.min(100, ends[1].length * LETTER) : 0);
  const bottom = HEIGHT - MARGIN.bottom;
  const x = scaleOf(
    line.map((point) => point.x),
    [MARGIN.left, right],
    Math.max(3, Math.floor(width / 90)),
  );
  const heights = [...line.map((point) => point.y), ...(level ? [level.y] : [])];
  const y = scaleOf(heights, [bottom, MARGIN.top], 5);
  const drawn = line.filter((point) => Number.isFinite(point.x) && Number.isFinite(point.y));
  const path = drawn.map((point) => `${x.at(point.x).toFixed(1)},${y.at(point.y).toFixed(1)}`);
  const [first, last] = [drawn[0], drawn.at(-1)];
  return (
    <>
      <Axes bottom={bottom} right={right} x={x} xName={xName} y={y} yName={yName} />
      {level && (
        <g>
          <line
            className="stroke-border"
            strokeDasharray="4 4"
            x1={MARGIN.left}
            x2={right}
            y1={y.at(level.y)}
            y2={y.at(level.y)}
          />
          <text className="fill-current text-xs" textAnchor="end" x={right} y={y.at(level.y) - 5}>
            {level.name}
          </text>
        </g>
      )}
      <polyline
        className="fill-none stroke-chart-2"
        points={path.join(" ")}
        strokeLinejoin="round"
        strokeWidth={1.5}
      />
      {drawn.map((point) => (
        <circle
          className="fill-chart-2"
          cx={x.at(point.x)}
          cy={y.at(point.y)}
          key={point.words}
          r={2}
        >
          <title>{point.words}</title>
        </circle>
      ))}
      {marks.map((point) => (
        <Diamond key={point.words} words={point.words} x={x.at(point.x)} y={y.at(point.y)} />
      ))}
      {ends && first && <End at={first} name={ends[0]} side="start" x={x} y={y} />}
      {ends && last && <End at={last} name={ends[1]} side="end" x={x} y={y} />}
    </>
  );
};

type AxesProps = {
  readonly x: Scale;
  readonly y: Scale;
  readonly xName: string;
  readonly yName: string;
  readonly right: number;
  readonly bottom: number;
};

const Axes = ({ x, y, xName, yName, right, bottom }: AxesProps) => (
  <g className="text-xs">
    {y.ticks.map((tick) => (
      <g key={tick}>
        <line
          className="stroke-hairline"
          x1={MARGIN.left}
          x2={right}
          y1={y.at(tick)}
          y2={y.at(tick)}
        />
        <text
          className="numeric fill-current"
          dominantBaseline="middle"
          textAnchor="end"
          x={MARGIN.left - 6}
          y={y.at(tick)}
        >
          {tickText(tick)}
        </text>
      </g>
    ))}
    {x.ticks.map((tick) => (
      <text
        className="numeric fill-current"
        key={tick}
        textAnchor="middle"
        x={x.at(tick)}
        y={bottom + 16}
      >
        {tickText(tick)}
      </text>
    ))}
    <line className="stroke-border" x1={MARGIN.left} x2={right} y1={bottom} y2={bottom} />
    <line className="stroke-border" x1={MARGIN.left} x2={MARGIN.left} y1={MARGIN.top} y2={bottom} />
    <text className="fill-current" textAnchor="end" x={right} y={bottom + 32}>
      {xName}
    </text>
    <text
      className="fill-current"
      textAnchor="end"
      transform={`translate(12 ${MARGIN.top}) rotate(-90)`}
    >
      {yName}
    </text>
  </g>
);

type DiamondProps = { readonly x: number; readonly y: number; readonly words: string };

/** How far a diamond reaches from its middle, in px. */
const REACH = 4.5;

const Diamond = ({ x, y, words }: DiamondProps) => (
  <path
    className="fill-chart-1 stroke-surface"
    d={`M${x} ${y - REACH}L${x + REACH} ${y}L${x} ${y + REACH}L${x - REACH} ${y}Z`}
  >
    <title>{words}</title>
  </path>
);

type EndProps = {
  readonly at: PlotPoint;
  readonly name: string;
  readonly side: "start" | "end";
  readonly x: Scale;
  readonly y: Scale;
};

const End = ({ at, name, side, x, y }: EndProps) => {
  const [left, top] = [x.at(at.x), y.at(at.y)];
  return (
    <g>
      <circle className="fill-surface stroke-text" cx={left} cy={top} r={4} strokeWidth={1.5} />
      <text
        className="numeric fill-text stroke-surface text-xs [paint-order:stroke] [stroke-width:4px]"
        dominantBaseline={side === "end" ? "middle" : "auto"}
        x={left + 8}
        y={side === "end" ? top : top - 8}
      >
        {name}
      </text>
    </g>
  );
};
