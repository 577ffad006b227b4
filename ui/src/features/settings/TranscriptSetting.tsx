import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";

import { Field } from "../../components/Field";
import { Select } from "../../components/Select";
import { DETAIL_NAMES, DETAIL_WORDS, DETAILS } from "../../lib/transcript-words";
import { type SectionProps, Setting } from "./setting";

/** How much of answers is shown beside their text. */
export const TranscriptSetting = ({ settings, save }: SectionProps) => (
  <Setting id="transcript">
    <Field
      description={i18n._(DETAIL_WORDS[settings.transcript])}
      label={t`Detail of answers`}
      layout="beside"
    >
      {(control) => (
        <Select
          {...control}
          onChange={(transcript) => save({ transcript })}
          options={DETAILS.map((value) => ({ value, label: i18n._(DETAIL_NAMES[value]) }))}
          value={settings.transcript}
        />
      )}
    </Field>
  </Setting>
);
