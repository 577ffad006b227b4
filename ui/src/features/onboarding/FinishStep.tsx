import type { OperationError } from "@atelier/client/errors";
import { t } from "@lingui/core/macro";

import { Button } from "../../components/Button";
import { ErrorNote } from "../../components/ErrorNote";
import { Kbd } from "../../components/Kbd";
import { chordKeys } from "../../lib/shortcuts/chord";
import { SHORTCUTS, type ShortcutName, shortcutLabel } from "../../lib/shortcuts/table";
import { usePlatform } from "../../platform/context";
import { StepFrame } from "./StepFrame";

type Props = {
  readonly keyWorks: boolean;
  readonly busy: boolean;
  readonly error: OperationError | null;
  readonly onBack: () => void;
  readonly onFinish: () => void;
};

/** Everything is set; three keys to remember. */
export const FinishStep = ({ keyWorks, busy, error, onBack, onFinish }: Props) => {
  const { isMac } = usePlatform();
  return (
    <StepFrame
      back={
        <Button onClick={onBack} variant="quiet">
          {t`Back`}
        </Button>
      }
      next={
        <Button onClick={onFinish} pending={busy} variant="primary">
          {t`Start`}
        </Button>
      }
      title={keyWorks ? t`Everything is set` : t`Ready, except for a key`}
    >
      <p className="text-text-subtle">
        {keyWorks
          ? t`Your key works. Three shortcuts are worth knowing:`
          : t`Claude answers once there is a key, in Settings under Account & keys. Three shortcuts are worth knowing:`}
      </p>
      <dl className="flex flex-col">
        {WORTH_KNOWING.map((name) => (
          <div
            className="flex items-center justify-between border-b border-hairline py-2 text-sm last:border-none"
            key={name}
          >
            <dt>{shortcutLabel(name)}</dt>
            <dd>
              <Kbd keys={chordKeys(SHORTCUTS[name].chords[0], isMac)} />
            </dd>
          </div>
        ))}
      </dl>
      {error && <ErrorNote error={error} />}
    </StepFrame>
  );
};

const WORTH_KNOWING = [
  "conversation.new",
  "answer.stop",
  "shortcuts.show",
] as const satisfies readonly ShortcutName[];
