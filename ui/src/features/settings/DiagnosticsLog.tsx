import type { LogLevel } from "@atelier/client/types";

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
        label="Log"
        layout="beside"
      >
        {(control) => (
          <Select
            {...control}
            onChange={(level) => save({ log_level: level === "usual" ? null : level })}
            options={LEVELS}
            value={settings.log_level ?? "usual"}
          />
        )}
      </Field>
    </Setting>
  );
};

const place = (file: string | null) =>
  file === null ? "This run keeps no log file." : `Kept in ${file}`;

const LEVELS: readonly { value: LogLevel | "usual"; label: string }[] = [
  { value: "usual", label: "As started" },
  { value: "error", label: "Errors" },
  { value: "warn", label: "Warnings" },
  { value: "info", label: "What happens" },
  { value: "debug", label: "Everything" },
];
