import { t } from "@lingui/core/macro";

import { Field } from "../../components/Field";
import { Switch } from "../../components/Switch";
import { type SectionProps, Setting } from "./setting";

/** Whether what answers hold of HTML, SVG and Mermaid is shown as what it is. */
export const ArtifactSetting = ({ settings, save }: SectionProps) => (
  <Setting id="artifacts">
    <Field
      description={t`Pages, pictures and diagrams of answers (HTML, SVG, Mermaid) are shown beside their code, in a place of their own without network. A page runs only when you press Run.`}
      label={t`Show artifacts`}
      layout="beside"
    >
      {(control) => (
        <Switch
          {...control}
          checked={settings.artifacts}
          onChange={(artifacts) => save({ artifacts })}
        />
      )}
    </Field>
  </Setting>
);
