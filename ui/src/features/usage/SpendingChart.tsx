import type { DayUsage } from "@atelier/client/types";
import { t } from "@lingui/core/macro";

import { ChartFrame } from "../../components/ChartFrame";
import { money } from "../../lib/quantity";
import { linesUpTo, namesThatFit } from "./bars";
import { costOf, dayName } from "./words";

type Props = { readonly days: readonly DayUsage[] };

const HEIGHT = 200;
const MARGIN = { left: 56, right: 4, top: 10, bottom: 24 };
/** The room that the name of a day takes, in px. */
const NAME = 56;

/** What each day cost, as bars. The table beside it says the same. */
export const SpendingChart = ({ days }: Props) => (
  <ChartFrame height={HEIGHT} summary={summaryOf(days)}>
    {(width) => <Bars days={days} width={width} />}
  </ChartFrame>
);

const Bars = ({ days, width }: Props & { readonly width: number }) => {
  const lines = linesUpTo(Math.max(0, ...days.map((day) => day.spending.cost_nano_usd)));
  const top = lines.at(-1) || 1;
  const bottom = HEIGHT - MARGIN.bottom;
  const y = (value: number) => bottom - (value / top) * (bottom - MARGIN.top);
  const each = (width - MARGIN.left - MARGIN.right) / Math.max(1, days.length);
  const thick = Math.max(1, Math.min(36, each * 0.7));
  const named = namesThatFit(days.length, width - MARGIN.left, NAME);
  return (
    <>
      {lines.map((line) => (
        <g key={line}>
          <line
            className={line === 0 ? "stroke-border" : "stroke-hairline"}
            x1={MARGIN.left}
            x2={width - MARGIN.right}
            y1={y(line)}
            y2={y(line)}
          />
          <text
            className="numeric fill-current text-xs"
            dominantBaseline="middle"
            textAnchor="end"
            x={MARGIN.left - 8}
            y={y(line)}
          >
            {money(line)}
          </text>
        </g>
      ))}
      {days.map(({ day, spending }, at) => {
        const middle = MARGIN.left + each * (at + 0.5);
        return (
          <g key={day}>
            <rect
              className="fill-chart-2"
              height={Math.max(
                spending.cost_nano_usd > 0 ? 2 : 0,
                bottom - y(spending.cost_nano_usd),
              )}
              rx={Math.min(3, thick / 4)}
              width={thick}
              x={middle - thick / 2}
              y={Math.min(bottom - (spending.cost_nano_usd > 0 ? 2 : 0), y(spending.cost_nano_usd))}
            />
            <rect
              className="fill-transparent"
              height={bottom - MARGIN.top}
              width={each}
              x={middle - each / 2}
              y={MARGIN.top}
            >
              <title>{`${dayName(day, true)}: ${costOf(spending)}`}</title>
            </rect>
            {named.has(at) && (
              <text
                className="fill-current text-xs"
                textAnchor={at === days.length - 1 && days.length > 8 ? "end" : "middle"}
                x={at === days.length - 1 && days.length > 8 ? width - MARGIN.right : middle}
                y={HEIGHT - 6}
              >
                {dayName(day)}
              </text>
            )}
          </g>
        );
      })}
    </>
  );
};

const summaryOf = (days: readonly DayUsage[]): string => {
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return t`No days`;
  const dearest = days.reduce((one, other) =>
    other.spending.cost_nano_usd > one.spending.cost_nano_usd ? other : one,
  );
  const from = dayName(first.day, true);
  const to = dayName(last.day, true);
  if (dearest.spending.cost_nano_usd === 0) {
    return t`Cost of each day from ${from} to ${to}. Nothing was spent.`;
  }
  const most = costOf(dearest.spending);
  const on = dayName(dearest.day, true);
  return t`Cost of each day from ${from} to ${to}. The most was ${most} on ${on}.`;
};
