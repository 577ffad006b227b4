import type { BudgetLevel, BudgetLine } from "@atelier/client/types";
import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg, t } from "@lingui/core/macro";
import { useEffect, useRef } from "react";
import { Link } from "wouter";
import { StateDot } from "../../components/StateDot";
import { useCommand } from "../../data/use-command";
import { useOperation } from "../../data/use-operation";
import { money } from "../../lib/quantity";
import { daysHere } from "./use-offset";
import { costOf } from "./words";

type Props = { readonly conversationId: string | null };

/** What today cost, and whether a budget is nearly or wholly used. */
export const CostToday = ({ conversationId }: Props) => {
  const summary = useOperation("usage.summary", { days: 1, ...daysHere() });
  const budgets = useOperation("budget.state", { conversation_id: conversationId });
  useMidnightHere();
  const tight = tightest(budgets.data?.lines ?? []);
  if (!summary.data || (summary.data.today.requests === 0 && !tight)) return null;
  return (
    <Link
      className="flex items-center gap-2 text-text-subtle no-underline hover:text-text"
      href="/settings/usage"
      title={tight ? wordsOf(tight) : t`What was spent since midnight`}
    >
      {tight && tight.level !== "fine" && (
        <StateDot tone={tight.level === "reached" ? "danger" : "warning"} />
      )}
      <span className="numeric">{t`Today ${{ today: costOf(summary.data.today) }}`}</span>
      {tight && tight.level !== "fine" && <span>{i18n._(SAID[tight.scope][tight.level])}</span>}
    </Link>
  );
};

const SAID: Record<BudgetLine["scope"], Record<Exclude<BudgetLevel, "fine">, MessageDescriptor>> = {
  conversation: {
    near: msg`Budget of this conversation nearly used`,
    reached: msg`Budget of this conversation used`,
  },
  day: { near: msg`Budget of today nearly used`, reached: msg`Budget of today used` },
  month: { near: msg`Budget of this month nearly used`, reached: msg`Budget of this month used` },
};

const wordsOf = ({ scope, spent_nano_usd, limit_nano_usd }: BudgetLine): string => {
  const spent = money(spent_nano_usd);
  const limit = money(limit_nano_usd);
  switch (scope) {
    case "conversation":
      return t`This conversation: ${spent} of ${limit}`;
    case "day":
      return t`Today: ${spent} of ${limit}`;
    case "month":
      return t`This month: ${spent} of ${limit}`;
  }
};

const tightest = (lines: readonly BudgetLine[]): BudgetLine | undefined =>
  [...lines].sort(
    (a, b) =>
      b.spent_nano_usd / Math.max(1, b.limit_nano_usd) -
      a.spent_nano_usd / Math.max(1, a.limit_nano_usd),
  )[0];

/** Keeps the budgets’ midnight where the person is: it moves with travel and the seasons. Each place is said once, so
 * that two pages that call it by two names do not take it back from each other for ever. */
const useMidnightHere = (): void => {
  const { data } = useOperation("budget.get", {});
  const { mutate } = useCommand("budget.save");
  const { utc_offset_minutes, time_zone } = daysHere();
  const limits = data && [data.day_nano_usd, data.month_nano_usd];
  const kept = data?.utc_offset_minutes === utc_offset_minutes && data.time_zone === time_zone;
  const matters = limits?.some((limit) => limit !== null) ?? false;
  const said = useRef("");
  useEffect(() => {
    const here = `${utc_offset_minutes} ${time_zone}`;
    if (kept || !matters || said.current === here) return;
    said.current = here;
    mutate({ utc_offset_minutes, ...(time_zone && { time_zone }) });
  }, [kept, matters, utc_offset_minutes, time_zone, mutate]);
};
