import type { OperationError } from "@atelier/client/errors";
import type { UsageRows, UsageTable } from "@atelier/client/types";
import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg, plural, t } from "@lingui/core/macro";
import { useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useState } from "react";
import { Button } from "../../components/Button";
import { ErrorNote } from "../../components/ErrorNote";
import { downloadText } from "../../components/markdown/download";
import { Select } from "../../components/Select";
import { showToast } from "../../components/toasts";
import { useTransport } from "../../data/transport";
import type { DaysHere } from "./use-offset";

type Props = { readonly range: DaysHere & { readonly days: number } };

/** Saves what is shown as a table for a spreadsheet. */
export const ExportUsage = ({ range }: Props) => {
  const transport = useTransport();
  const [rows, setRows] = useState<UsageRows>("days");
  const save = useMutation<UsageTable, OperationError, UsageRows>({
    mutationFn: (of) => transport.call("usage.export", { ...range, rows: of }),
    onSuccess: (table) => {
      downloadText(table.file_name, table.csv);
      const { rows: saved, cut } = table;
      showToast({
        text: cut
          ? plural(saved, {
              one: "# row saved; older ones were left out",
              other: "# rows saved; older ones were left out",
            })
          : plural(saved, { one: "# row saved", other: "# rows saved" }),
      });
    },
  });
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <Select
          aria-label={t`Rows of the table`}
          onChange={setRows}
          options={ROWS.map(({ value, label }) => ({ value, label: i18n._(label) }))}
          value={rows}
        />
        <Button icon={Download} onClick={() => save.mutate(rows)} pending={save.isPending}>
          {t`Save as CSV`}
        </Button>
      </div>
      {save.error && <ErrorNote error={save.error} title={t`Nothing was saved`} />}
    </div>
  );
};

const ROWS: readonly { value: UsageRows; label: MessageDescriptor }[] = [
  { value: "days", label: msg`A row for each day` },
  { value: "models", label: msg`A row for each model` },
  { value: "conversations", label: msg`A row for each conversation` },
  { value: "projects", label: msg`A row for each project` },
  { value: "requests", label: msg`A row for each request` },
];
