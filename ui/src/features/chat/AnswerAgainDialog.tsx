import type { Message } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { useState } from "react";

import { Confirm } from "../../components/Confirm";
import { useOperation } from "../../data/use-operation";
import { useSettings } from "../../data/use-settings";
import type { AnswerChoice, Branching } from "./branching";
import { type ModelChoice, ModelPicker } from "./ModelPicker";

type Props = {
  readonly message: Message;
  readonly branching: Branching;
  readonly onClose: () => void;
};

/** Asks which model answers again, and how hard it thinks; this once. */
export const AnswerAgainDialog = ({ message, branching, onClose }: Props) => {
  const { settings } = useSettings();
  const { data } = useOperation("conversation.get", { id: branching.conversationId });
  const [chosen, choose] = useState<ModelChoice | null>(null);
  const choice = chosen ?? { model: data?.model ?? null, effort: data?.effort ?? null };
  const answer = () => {
    onClose();
    branching.answerAgain(message, given(choice));
  };
  return (
    <Confirm
      act={t`Answer again`}
      onAct={answer}
      onClose={onClose}
      open
      title={t`Answer again with`}
    >
      <div className="flex flex-wrap items-center gap-2">
        {settings && <ModelPicker choice={choice} onChoose={choose} settings={settings} />}
      </div>
      <p className="mt-3 text-sm text-text-subtle">
        {t`For this answer only. The answer that is there stays, one step beside.`}
      </p>
    </Confirm>
  );
};

const given = ({ model, effort }: ModelChoice): AnswerChoice => ({
  ...(model === null ? {} : { model }),
  ...(effort === null ? {} : { effort }),
});
