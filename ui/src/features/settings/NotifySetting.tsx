import type { NotifySetting as Notify } from "@atelier/client/types";
import { useState } from "react";

import { Field } from "../../components/Field";
import { Select } from "../../components/Select";
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
        description="Only while the window is in the background or another conversation is open. Without a sound."
        error={wanted ? SAID[state] : null}
        label="Notifications"
        layout="beside"
      >
        {(control) => (
          <Select
            {...control}
            disabled={state === "impossible" && !wanted}
            onChange={(notify) => void choose(notify)}
            options={OPTIONS}
            value={settings.notify}
          />
        )}
      </Field>
      {state === "impossible" && !wanted && (
        <p className="mt-2 text-sm text-text-subtle">{SAID.impossible}</p>
      )}
    </Setting>
  );
};

const OPTIONS = [
  { value: "never", label: "Never" },
  { value: "failures", label: "When an answer fails" },
  { value: "always", label: "When an answer ends" },
] as const;

const SAID = {
  allowed: null,
  asks: null,
  denied: "This browser does not let the page notify. Allow it in the browser’s settings.",
  impossible: "Notices are shown by the page in a browser; this window has none.",
} as const;
