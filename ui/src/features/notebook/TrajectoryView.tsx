import { plural, t } from "@lingui/core/macro";
import { useState } from "react";

import { Button } from "../../components/Button";
import { decimal } from "../../lib/quantity";
import { NumberTable } from "./NumberTable";
import { Plot, type PlotPoint } from "./Plot";
import type { NotebookResult, Points } from "./result";
import { runsOf } from "./runs";

type Props = { readonly result: Extract<NotebookResult, { function: "trajectory" }> };

/** The way of the three sums through phase space, with the points near which it stays. */
export const TrajectoryView = ({ result }: Props) => {
  const { points, stable_points: stable, n, to } = result;
  const [table, setTable] = useState(false);
  const scores = new Map(stable.map((point) => [point.n, point.score]));
  const way = t`From n = ${n} to ${to}. Length of the way: ${{ length: decimal(result.path_length, 2) }}.`;
  const places = runsOf([...scores.keys()]);
  const near =
    stable.length === 0
      ? t`No stable points.`
      : plural(
          { count: stable.length },
          { one: `# stable point: ${places}.`, other: `# stable points: ${places}.` },
        );
  const summary = `${way} ${near}`;
  return (
    <figure className="@container flex flex-col gap-3">
      <figcaption>{summary}</figcaption>
      <div className="grid gap-x-4 gap-y-3 @md:grid-cols-2">
        <Panel axis="v" name="ln V" points={points} scores={scores} summary={summary} />
        <Panel axis="s" name="ln S" points={points} scores={scores} summary={summary} />
      </div>
      <Legend hasStable={stable.length > 0} />
      <div>
        <Button onClick={() => setTable(!table)} aria-expanded={table} variant="quiet">
          {table ? t`Hide the table` : t`Show as a table`}
        </Button>
      </div>
      {table && (
        <NumberTable
          caption={t`The sums at each number`}
          columns={["n", "V", "U", "S", t`closeness, where stable`]}
          rows={points.n.map((number, at) => [
            String(number),
            String(points.v[at]),
            points.u[at] ?? "",
            points.s[at] ?? "",
            stableScore(scores.get(number)),
          ])}
        />
      )}
    </figure>
  );
};

const stableScore = (score: number | undefined): string =>
  score === undefined ? "–" : decimal(score, 3);

type PanelProps = {
  readonly axis: "v" | "s";
  readonly name: string;
  readonly points: Points;
  readonly scores: ReadonlyMap<number, number>;
  readonly summary: string;
};

const Panel = ({ axis, name, points, scores, summary }: PanelProps) => {
  const line: readonly PlotPoint[] = points.n.map((number, at) => ({
    x: logarithm(points.u[at]),
    y: logarithm(points[axis][at]),
    words: `n = ${number}: V ${points.v[at]}, U ${points.u[at]}, S ${points.s[at]}`,
  }));
  const marks = line.filter((_, at) => scores.has(points.n[at] ?? Number.NaN));
  const ends = [`n = ${points.n[0]}`, `n = ${points.n.at(-1)}`] as const;
  return (
    <Plot
      ends={ends}
      line={line}
      marks={marks}
      summary={t`${name} against ln U. ${summary}`}
      xName="ln U"
      yName={name}
    />
  );
};

/** The natural logarithm, and 0 of 0, as the trajectory has it. */
const logarithm = (value: number | string | undefined): number => {
  const number = Number(value ?? Number.NaN);
  return number > 0 ? Math.log(number) : 0;
};

const Legend = ({ hasStable }: { readonly hasStable: boolean }) => (
  <p aria-hidden className="flex flex-wrap gap-x-5 gap-y-1 text-xs text-text-subtle">
    <span className="flex items-center gap-1.5">
      <svg aria-hidden height={10} width={18}>
        <line className="stroke-chart-2" strokeWidth={1.5} x2={18} y1={5} y2={5} />
        <circle className="fill-chart-2" cx={9} cy={5} r={2} />
      </svg>
      {t`the way, one dot a number`}
    </span>
    {hasStable && (
      <span className="flex items-center gap-1.5">
        <svg aria-hidden height={12} width={12}>
          <path className="fill-chart-1" d="M6 1L11 6L6 11L1 6Z" />
        </svg>
        {t`stable point`}
      </span>
    )}
  </p>
);
