import { Field } from "../../components/Field";
import { Switch } from "../../components/Switch";
import { NumberSetting } from "./NumberSetting";
import { type SectionProps, Setting } from "./setting";

/** Whether other programs on this computer may use Atelier, and through which port. */
export const LocalApiSection = ({ settings, save }: SectionProps) => (
  <>
    <Setting id="http">
      <Field
        description="Lets programs on this computer use Atelier, with a token of their own. Nothing outside this computer can reach it."
        label="Local API"
        layout="beside"
      >
        {(control) => (
          <Switch
            {...control}
            checked={settings.http_enabled}
            onChange={(http_enabled) => save({ http_enabled })}
          />
        )}
      </Field>
      {settings.http_enabled && (
        <p className="mt-3 text-sm text-text-subtle">
          It answers at <code>http://127.0.0.1:{settings.http_port}</code>.
        </p>
      )}
    </Setting>
    <Setting id="port">
      <NumberSetting
        description="Takes effect at once; programs have to follow."
        label="Port"
        max={65_535}
        min={1_024}
        onSave={(http_port) => save({ http_port })}
        value={settings.http_port}
      />
    </Setting>
  </>
);
