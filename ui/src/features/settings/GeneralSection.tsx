import { t } from "@lingui/core/macro";
import { useState } from "react";

import { Button } from "../../components/Button";
import { Confirm } from "../../components/Confirm";
import { ErrorNote } from "../../components/ErrorNote";
import { showToast } from "../../components/toasts";
import { useOperation } from "../../data/use-operation";
import { showAppearance } from "../../design/theme";
import { LanguageChoice } from "./LanguageChoice";
import { type SectionProps, Setting } from "./setting";
import { TraySetting } from "./TraySetting";

/** What belongs to no other page. */
export const GeneralSection = ({ settings, save }: SectionProps) => {
  const [asking, setAsking] = useState(false);
  const defaults = useOperation("settings.defaults", {}, { enabled: asking });
  const reset = () => {
    if (!defaults.data) return;
    // Where calls go, and that the first steps are done, are facts about this installation.
    const { endpoint: _endpoint, onboarded: _onboarded, ...patch } = defaults.data;
    save(patch);
    showAppearance(patch.appearance);
    setAsking(false);
    showToast({ text: t`All settings are as in a new installation` });
  };
  return (
    <>
      <Setting
        description={t`Of all that Atelier itself says. It changes at once; what is said in conversations stays as it is.`}
        id="language"
        title={t`Language`}
      >
        <LanguageChoice />
      </Setting>
      <TraySetting save={save} settings={settings} />
      <Setting
        description={t`Goes through the welcome again; nothing is lost.`}
        id="first-steps"
        title={t`First steps`}
      >
        <Button onClick={() => save({ onboarded: false })}>{t`Show the first steps`}</Button>
      </Setting>
      <Setting
        description={t`Models, chat, appearance and local API as in a new installation. Key and conversations stay.`}
        id="reset"
        title={t`Reset all settings`}
      >
        <Button onClick={() => setAsking(true)} variant="danger">
          {t`Reset`}
        </Button>
      </Setting>
      <Confirm
        act={t`Reset all settings`}
        danger
        disabled={!defaults.data}
        keep={t`Keep my settings`}
        onAct={reset}
        onClose={() => setAsking(false)}
        open={asking}
        title={t`Reset all settings?`}
      >
        <p>
          {t`Default model and effort, instructions, message length, send key, appearance, local API and pinned certificates go back to what a new installation has.`}
        </p>
        {defaults.error && <ErrorNote error={defaults.error} />}
      </Confirm>
    </>
  );
};
