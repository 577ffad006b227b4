import type { ConversationId } from "@atelier/client/types";
import { useState } from "react";

import { useCommand } from "../../data/use-command";
import { useOperation } from "../../data/use-operation";
import type { ModelChoice } from "./ModelPicker";

/** The choice is the conversation's own; before there is one, it waits here. */
export const useModelChoice = (
  id: ConversationId | null,
): readonly [ModelChoice, (choice: ModelChoice) => void] => {
  const [waiting, setWaiting] = useState<ModelChoice>({ model: null, effort: null });
  const { data } = useOperation("conversation.get", { id: id ?? "" }, { enabled: id !== null });
  const configure = useCommand("conversation.configure");
  if (id === null) return [waiting, setWaiting];
  const stored = configure.isPending ? configure.variables : data;
  const choice = { model: stored?.model ?? null, effort: stored?.effort ?? null };
  return [choice, ({ model, effort }) => configure.mutate({ id, model, effort })];
};

/** What a conversation is created with. */
export const beginning = ({ model, effort }: ModelChoice) => ({
  ...(model === null ? {} : { model }),
  ...(effort === null ? {} : { effort }),
});
