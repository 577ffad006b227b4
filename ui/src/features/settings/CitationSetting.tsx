import { t } from "@lingui/core/macro";

import { Field } from "../../components/Field";
import { Switch } from "../../components/Switch";
import { type SectionProps, Setting } from "./setting";

/** Whether Claude is asked to name the places in attached documents that it speaks of. */
export const CitationSetting = ({ settings, save }: SectionProps) => (
  <Setting id="citations">
    <Field
      description={t`Answers about attached documents then say where each statement stands, as cards to open. Where a model cannot, it is not asked to.`}
      label={t`Citations`}
      layout="beside"
    >
      {(control) => (
        <Switch
          {...control}
          checked={settings.cite_documents}
          onChange={(cite_documents) => save({ cite_documents })}
        />
      )}
    </Field>
  </Setting>
);
