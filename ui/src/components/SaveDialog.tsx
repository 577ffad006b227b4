import { t } from "@lingui/core/macro";
import { type FormEvent, useState } from "react";

import { useCommand } from "../data/use-command";
import { useOperation } from "../data/use-operation";
import { useLocale } from "../lib/language";
import { endSave, type SaveRequest } from "../lib/save-request";
import { Button } from "./Button";
import { Confirm } from "./Confirm";
import { ErrorNote } from "./ErrorNote";
import { Field } from "./Field";
import { TextInput } from "./TextInput";
import { showToast } from "./toasts";

type Props = { readonly request: SaveRequest };

/** Asks where a text is to be saved, and saves it there. */
export const SaveDialog = ({ request: { name, text } }: Props) => {
  useLocale();
  const [typed, setTyped] = useState<string | null>(null);
  const suggested = useOperation("export.suggest", { name }, { fresh: true });
  const save = useCommand("export.text");
  const path = typed ?? suggested.data?.path ?? "";
  const write = (replace: boolean) =>
    save.mutate(
      { text, path: path.trim(), replace },
      {
        onSuccess: (file) => {
          showToast({ text: t`Written to ${{ path: file.path }}` });
          endSave();
        },
      },
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (path.trim() !== "") write(false);
  };
  return (
    <Confirm
      act={t`Save`}
      form="save-form"
      onClose={endSave}
      open
      pending={save.isPending}
      title={t`Save as a file`}
    >
      <form className="flex flex-col gap-4" id="save-form" onSubmit={submit}>
        <Field label={t`Write to`}>
          {(control) => (
            <TextInput
              {...control}
              autoFocus
              maxLength={4_000}
              onChange={(event) => {
                setTyped(event.target.value);
                save.reset();
              }}
              spellCheck={false}
              value={path}
            />
          )}
        </Field>
        {save.error && (
          <ErrorNote error={save.error} title={t`Nothing was written`}>
            {save.error.code === "conflict" && (
              <Button onClick={() => write(true)}>{t`Replace it`}</Button>
            )}
          </ErrorNote>
        )}
      </form>
    </Confirm>
  );
};
