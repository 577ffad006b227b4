import type { ConversationId, ExportBranches, ExportFormat } from "@atelier/client/types";
import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg, t } from "@lingui/core/macro";
import { type FormEvent, useState } from "react";

import { Button } from "../../components/Button";
import { Confirm } from "../../components/Confirm";
import { ErrorNote } from "../../components/ErrorNote";
import { Field } from "../../components/Field";
import { Select } from "../../components/Select";
import { showToast } from "../../components/toasts";
import { useCommand } from "../../data/use-command";
import { useOperation } from "../../data/use-operation";
import { endExport } from "../../lib/export-request";
import { firstInDialog } from "../../lib/first-in-dialog";
import { DownloadButton } from "./DownloadButton";
import { PathField } from "./PathField";
import { PrintSheet } from "./PrintSheet";

type Props = { readonly id: ConversationId };

/** On paper, or as a file: the system's print dialog makes the PDF. */
type Choice = ExportFormat | "print";

const FORMATS: readonly { readonly value: Choice; readonly label: MessageDescriptor }[] = [
  { value: "markdown", label: msg`Markdown` },
  { value: "html", label: msg`Web page (HTML, one file)` },
  { value: "print", label: msg`PDF or paper (print)` },
  { value: "json", label: msg`JSON (can be imported again)` },
];

const BRANCHES: readonly { readonly value: ExportBranches; readonly label: MessageDescriptor }[] = [
  { value: "shown", label: msg`The branch that is shown` },
  { value: "all", label: msg`All branches` },
];

/** Asks how and where to write a conversation down. */
export const ExportDialog = ({ id }: Props) => {
  const [format, setFormat] = useState<Choice>("markdown");
  const [branches, setBranches] = useState<ExportBranches>("shown");
  const [typed, setTyped] = useState<string | null>(null);
  const [printing, setPrinting] = useState(false);
  const written = format === "print" ? "markdown" : format;
  const suggested = useOperation("export.suggest", { id, format: written }, { fresh: true });
  const save = useCommand("export.conversation");
  const path = typed ?? suggested.data?.path ?? "";
  const write = (replace: boolean) =>
    save.mutate(
      { id, format: written, branches, path: path.trim(), replace },
      {
        onSuccess: (file) => {
          showToast({ text: t`Written to ${{ path: file.path }}` });
          endExport();
        },
      },
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (format === "print") setPrinting(true);
    else if (path.trim() !== "") write(false);
  };
  const taken = save.error?.code === "conflict";
  return (
    <Confirm
      beside={format !== "print" && <DownloadButton wish={{ id, format, branches }} />}
      act={format === "print" ? t`Print` : t({ message: "Export", context: "verb" })}
      form="export-form"
      onClose={endExport}
      open
      pending={save.isPending || printing}
      title={t`Export this conversation`}
    >
      <form className="flex flex-col gap-4" id="export-form" onSubmit={submit}>
        <Field label={t`Format`}>
          {(control) => (
            <Select
              {...control}
              ref={firstInDialog}
              onChange={(next) => {
                setFormat(next);
                setTyped(null);
                save.reset();
              }}
              options={FORMATS.map(({ value, label }) => ({ value, label: i18n._(label) }))}
              value={format}
            />
          )}
        </Field>
        {format === "print" ? (
          <p className="text-sm text-text-subtle">
            {t`The branch that is shown is printed as it reads. Choose “Save as PDF” in the print dialog for a file.`}
          </p>
        ) : (
          <>
            <Field label={t`Messages`}>
              {(control) => (
                <Select
                  {...control}
                  onChange={setBranches}
                  options={BRANCHES.map(({ value, label }) => ({ value, label: i18n._(label) }))}
                  value={branches}
                />
              )}
            </Field>
            <PathField
              chooses="new_file"
              label={t`Write to`}
              onChange={(next) => {
                setTyped(next);
                save.reset();
              }}
              path={path}
            />
          </>
        )}
        {save.error && (
          <ErrorNote error={save.error} title={t`Nothing was written`}>
            {taken && <Button onClick={() => write(true)}>{t`Replace it`}</Button>}
          </ErrorNote>
        )}
      </form>
      {printing && <PrintSheet id={id} onDone={endExport} />}
    </Confirm>
  );
};
