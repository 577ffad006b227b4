import type { BudgetScope, UnknownPrice } from "@atelier/client/types";
import { BudgetField } from "../../components/BudgetField";
import { ErrorNote } from "../../components/ErrorNote";
import { Field } from "../../components/Field";
import { Select } from "../../components/Select";
import { Skeleton } from "../../components/Skeleton";
import { useCommand } from "../../data/use-command";
import { useOperation } from "../../data/use-operation";
import { offsetHere } from "./use-offset";

/** How much may be spent: a request that might cost more does not leave. */
export const BudgetSettings = () => {
  const budgets = useOperation("budget.get", {});
  const state = useOperation("budget.state", {});
  const save = useCommand("budget.save");
  if (budgets.error) return <ErrorNote error={budgets.error} onRetry={() => budgets.refetch()} />;
  if (!budgets.data) return <Skeleton lines={4} />;
  const kept = budgets.data;
  const change = (patch: Parameters<typeof save.mutate>[0]) =>
    save.mutate({ ...patch, utc_offset_minutes: offsetHere() });
  const line = (scope: BudgetScope) => state.data?.lines.find((each) => each.scope === scope);
  return (
    <div className="flex flex-col gap-5">
      {save.error && <ErrorNote error={save.error} title="The change was not kept" />}
      <BudgetField
        description="From midnight to midnight."
        label="A day"
        limit={kept.day_nano_usd}
        line={line("day")}
        onSave={(day_nano_usd) => change({ day_nano_usd })}
      />
      <BudgetField
        description="From the first of a month to the next."
        label="A month"
        limit={kept.month_nano_usd}
        line={line("month")}
        onSave={(month_nano_usd) => change({ month_nano_usd })}
      />
      <BudgetField
        description="In every conversation that has no budget of its own."
        label="A conversation"
        limit={kept.conversation_nano_usd}
        onSave={(conversation_nano_usd) => change({ conversation_nano_usd })}
      />
      <Field
        description="Some endpoints offer models whose price nobody knows. A budget cannot be kept with them."
        label="Where the price is unknown"
        layout="beside"
      >
        {(control) => (
          <Select
            {...control}
            onChange={(unknown_price: UnknownPrice) => change({ unknown_price })}
            options={UNKNOWN}
            value={kept.unknown_price}
          />
        )}
      </Field>
    </div>
  );
};

const UNKNOWN: readonly { value: UnknownPrice; label: string }[] = [
  { value: "stop", label: "Stop while a budget is set" },
  { value: "pass", label: "Let it pass uncounted" },
];
