import { t } from "@lingui/core/macro";
import { useState } from "react";

import { Button } from "../../components/Button";
import { CoreWords } from "../../components/CoreWords";
import { Kbd } from "../../components/Kbd";
import { useOperation } from "../../data/use-operation";
import { chordKeys } from "../../lib/shortcuts/chord";
import { usePlatform } from "../../platform/context";
import { ChordRecorder } from "./ChordRecorder";
import { type SectionProps, Setting } from "./setting";

/** The keys that open quick entry from anywhere; a page in a browser hears only its own. */
export const QuickKeysSetting = (props: SectionProps) => {
  const inWindow = usePlatform().kind === "tauri";
  return (
    <Setting
      description={t`A small window that begins a conversation and closes, from wherever you are. The command “atelier quick” opens it too.`}
      id="quick"
      title={t`Quick entry`}
    >
      {inWindow ? (
        <InWindow {...props} />
      ) : (
        <p className="text-sm text-text-subtle">
          {t`A page in a browser has no windows. Atelier’s own window does.`}
        </p>
      )}
    </Setting>
  );
};

const InWindow = ({ settings, save }: SectionProps) => {
  const { isMac } = usePlatform();
  const [recording, setRecording] = useState(false);
  const { data } = useOperation("desktop.status", {});
  const { quick_keys: keys } = settings;
  const problem = keys === null ? null : data?.quick_problem;
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        {keys === null ? (
          <span className="text-sm text-text-subtle">{t`No keys`}</span>
        ) : (
          <Kbd keys={chordKeys(keys, isMac)} />
        )}
        <Button onClick={() => setRecording(true)}>{t`Choose keys…`}</Button>
        {keys !== null && (
          <Button onClick={() => save({ quick_keys: null })} variant="quiet">
            {t`Take them away`}
          </Button>
        )}
      </div>
      {problem && (
        <p className="mt-2 text-sm text-danger" role="status">
          <CoreWords own={problem} said={t`These keys do not open it at the moment.`} />
        </p>
      )}
      {recording && (
        <ChordRecorder
          label={t`Quick entry`}
          onChord={(chord) => {
            setRecording(false);
            save({ quick_keys: chord });
          }}
          onClose={() => setRecording(false)}
        />
      )}
    </>
  );
};
