import type { BudgetScope, UnknownPrice } from "@atelier/client/types";
import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg, t } from "@lingui/core/macro";
import { BudgetField } from "../../components/BudgetField";
import { ErrorNote } from "../../components/ErrorNote";
import { Field } from "../../components/Field";
import { Select } from "../../components/Select";
import { Skeleton } from "../../components/Skeleton";
import { useCommand } from "../../data/use-command";
import { useOperation } from "../../data/use-operation";
import { daysHere } from "./use-offset";

/** How much may be spent: a request that might cost more does not leave. */
export const BudgetSettings = () => {
  const budgets = useOperation("budget.get", {});
  const state = useOperation("budget.state", {});
  const save = useCommand("budget.save");
  if (budgets.error) return <ErrorNote error={budgets.error} onRetry={() => budgets.refetch()} />;
  if (!budgets.data) return <Skeleton lines={4} />;
  const kept = budgets.data;
  const change = (patch: Parameters<typeof save.mutate>[0]) =>
    save.mutate({ ...patch, ...daysHere() });
  const line = (scope: BudgetScope) => state.data?.lines.find((each) => each.scope === scope);
  return (
    <div className="flex flex-col gap-5">
      {save.error && <ErrorNote error={save.error} title={t`The change was not kept`} />}
      <BudgetField
        description={t`From midnight to midnight.`}
        label={t`A day`}
        limit={kept.day_nano_usd}
        line={line("day")}
        onSave={(day_nano_usd) => change({ day_nano_usd })}
      />
      <BudgetField
        description={t`From the first of a month to the next.`}
        label={t`A month`}
        limit={kept.month_nano_usd}
        line={line("month")}
        onSave={(month_nano_usd) => change({ month_nano_usd })}
      />
      <BudgetField
        description={t`In every conversation that has no budget of its own.`}
        label={t`A conversation`}
        limit={kept.conversation_nano_usd}
        onSave={(conversation_nano_usd) => change({ conversation_nano_usd })}
      />
      <Field
        description={t`Some endpoints offer models whose price nobody knows. A budget cannot be kept with them.`}
        label={t`Where the price is unknown`}
        layout="beside"
      >
        {(control) => (
          <Select
            {...control}
            onChange={(unknown_price: UnknownPrice) => change({ unknown_price })}
            options={UNKNOWN.map(({ value, label }) => ({ value, label: i18n._(label) }))}
            value={kept.unknown_price}
          />
        )}
      </Field>
    </div>
  );
};

const UNKNOWN: readonly { value: UnknownPrice; label: MessageDescriptor }[] = [
  { value: "stop", label: msg`Stop while a budget is set` },
  { value: "pass", label: msg`Let it pass uncounted` },
];
