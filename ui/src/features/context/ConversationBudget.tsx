import { t } from "@lingui/core/macro";
import { BudgetField } from "../../components/BudgetField";
import { ErrorNote } from "../../components/ErrorNote";
import { useCommand } from "../../data/use-command";
import { useOperation } from "../../data/use-operation";

type Props = { readonly conversationId: string };

/** How much may be spent in this conversation, and how much of it is. */
export const ConversationBudget = ({ conversationId }: Props) => {
  const budgets = useOperation("budget.get", {});
  const state = useOperation("budget.state", { conversation_id: conversationId });
  const set = useCommand("budget.set");
  if (!budgets.data || !state.data) return null;
  const line = state.data.lines.find((each) => each.scope === "conversation");
  const common = budgets.data.conversation_nano_usd;
  const own = line === undefined || line.limit_nano_usd === common ? null : line.limit_nano_usd;
  return (
    <section aria-label={t`Budget of this conversation`} className="flex flex-col gap-2">
      {set.error && <ErrorNote error={set.error} title={t`The change was not kept`} />}
      <BudgetField
        description={
          common === null
            ? t`Only for this conversation.`
            : t`In place of that of all conversations.`
        }
        label={t`Budget`}
        limit={own}
        line={line}
        onSave={(limit_nano_usd) => set.mutate({ conversation_id: conversationId, limit_nano_usd })}
      />
    </section>
  );
};
