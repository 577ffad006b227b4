import { t } from "@lingui/core/macro";
import { Button } from "../../components/Button";
import { useCommand } from "../../data/use-command";

type Props = { readonly conversationId: string; readonly onAllowed: () => void };

/** Lets one turn pass the budgets, and asks again. */
export const AllowOnce = ({ conversationId, onAllowed }: Props) => {
  const allow = useCommand("budget.allow_once", { onSuccess: onAllowed });
  return (
    <Button
      onClick={() => allow.mutate({ conversation_id: conversationId })}
      pending={allow.isPending}
      variant="primary"
    >
      {t`Allow once`}
    </Button>
  );
};
