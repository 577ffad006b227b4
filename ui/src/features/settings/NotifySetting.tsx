import type { NotifySetting as Notify } from "@atelier/client/types";
import { i18n } from "@lingui/core";
import { msg, t } from "@lingui/core/macro";
import { useState } from "react";

import { Field } from "../../components/Field";
import { Select } from "../../components/Select";
import { SwitchField } from "../../components/SwitchField";
import { usePlatform } from "../../platform/context";
import { type SectionProps, Setting } from "./setting";

/** When to notify of an answer that ended while nobody looked; the system is asked when it is chosen. */
export const NotifySetting = ({ settings, save }: SectionProps) => {
  const { notices } = usePlatform();
  const [state, setState] = useState(notices.state);
  const choose = async (notify: Notify) => {
    save({ notify });
    if (notify !== "never") setState(await notices.ask());
  };
  const wanted = settings.notify !== "never";
  return (
    <Setting id="notify">
      <Field
        description={t`Only while the window is in the background or another conversation is open. Without a sound.`}
        error={wanted ? said(state) : null}
        label={t`Notifications`}
        layout="beside"
      >
        {(control) => (
          <Select
            {...control}
            disabled={state === "impossible" && !wanted}
            onChange={(notify) => void choose(notify)}
            options={OPTIONS.map(({ value, label }) => ({ value, label: i18n._(label) }))}
            value={settings.notify}
          />
        )}
      </Field>
      {state === "impossible" && !wanted && (
        <p className="mt-2 text-sm text-text-subtle">{said("impossible")}</p>
      )}
      {wanted && (
        <div className="mt-4">
          <SwitchField
            checked={settings.notice_details}
            description={t`The title and the first words of the answer. Anybody who sees the screen can read them.`}
            label={t`Say what a notice is about`}
            onChange={(notice_details) => save({ notice_details })}
          />
        </div>
      )}
    </Setting>
  );
};

const OPTIONS = [
  { value: "never", label: msg`Never` },
  { value: "failures", label: msg`When an answer fails` },
  { value: "always", label: msg`When an answer ends` },
] as const;

const said = (state: keyof typeof SAID): string | null => {
  const words = SAID[state];
  return words && i18n._(words);
};

const SAID = {
  allowed: null,
  asks: null,
  denied: msg`This browser does not let the page notify. Allow it in the browser’s settings.`,
  impossible: msg`There is nothing here that shows notices.`,
} as const;
