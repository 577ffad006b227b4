import type { LogLevel } from "@atelier/client/types";
import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg, t } from "@lingui/core/macro";

import { Field } from "../../components/Field";
import { Select } from "../../components/Select";
import { useOperation } from "../../data/use-operation";
import { type SectionProps, Setting } from "./setting";

/** How much the log keeps, and where it lies. */
export const DiagnosticsLog = ({ settings, save }: SectionProps) => {
  const status = useOperation("log.status", {});
  return (
    <Setting id="log">
      <Field
        description={status.data ? place(status.data.file) : undefined}
        label={t`Log`}
        layout="beside"
      >
        {(control) => (
          <Select
            {...control}
            onChange={(level) => save({ log_level: level === "usual" ? null : level })}
            options={LEVELS.map(({ value, label }) => ({ value, label: i18n._(label) }))}
            value={settings.log_level ?? "usual"}
          />
        )}
      </Field>
    </Setting>
  );
};

const place = (file: string | null) =>
  file === null ? t`This run keeps no log file.` : t`Kept in ${file}`;

const LEVELS: readonly { value: LogLevel | "usual"; label: MessageDescriptor }[] = [
  { value: "usual", label: msg`As started` },
  { value: "error", label: msg`Errors` },
  { value: "warn", label: msg`Warnings` },
  { value: "info", label: msg`What happens` },
  { value: "debug", label: msg`Everything` },
];
