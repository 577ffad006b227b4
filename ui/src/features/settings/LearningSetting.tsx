import { plural, t } from "@lingui/core/macro";
import { useState } from "react";

import { Button } from "../../components/Button";
import { Confirm } from "../../components/Confirm";
import { ErrorNote } from "../../components/ErrorNote";
import { showToast } from "../../components/toasts";
import { useCommand } from "../../data/use-command";
import { useOperation } from "../../data/use-operation";
import { bytes } from "../../lib/quantity";
import { SwitchSetting } from "./SwitchSetting";
import type { SectionProps } from "./setting";

/** Whether conversations are learned from; how much is, and how to be rid of it. */
export const LearningSetting = ({ settings, save }: SectionProps) => (
  <SwitchSetting
    checked={settings.learning}
    description={t`Keeps what you asked and how it was answered, to find similar conversations by. All of it stays on this disk, encrypted; nothing of it is sent. Switched off, nothing more is learned.`}
    id="learning"
    label={t`Learn from conversations`}
    onChange={(learning) => save({ learning })}
  >
    <Learned />
  </SwitchSetting>
);

const Learned = () => {
  const [asking, setAsking] = useState(false);
  const { data: stats } = useOperation("pattern.stats", {});
  const forget = useCommand("pattern.forget_all", {
    onSuccess: () => showToast({ text: t`Everything learned is forgotten` }),
  });
  // Where nothing can be counted there is nothing to forget: the store is locked, and says so.
  if (!stats || stats.patterns === 0) return null;
  const run = () => {
    setAsking(false);
    forget.mutate({});
  };
  return (
    <div className="mt-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <p className="min-w-0 flex-1 basis-64 text-sm text-text-subtle">{t`${plural({ count: stats.patterns }, { one: "# answer", other: "# answers" })} learned from, ${{ memory_bytes: bytes(stats.memory_bytes) }} in memory.`}</p>
        <Button onClick={() => setAsking(true)} pending={forget.isPending} variant="danger">
          {t`Forget all of it`}
        </Button>
      </div>
      {forget.error && <ErrorNote error={forget.error} title={t`It is still there`} />}
      <Confirm
        act={t`Forget all of it`}
        danger
        keep={t`Keep it`}
        onAct={run}
        onClose={() => setAsking(false)}
        open={asking}
        title={t`Forget what was learned?`}
      >
        <p>
          {t`Similar conversations are then found only among those to come. The conversations themselves stay.`}
        </p>
      </Confirm>
    </div>
  );
};
