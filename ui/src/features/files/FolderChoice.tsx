import type { Folder } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { type FormEvent, useDeferredValue, useState } from "react";

import { Button } from "../../components/Button";
import { ChoosePath } from "../../components/ChoosePath";
import { ComboField } from "../../components/ComboField";
import { Field } from "../../components/Field";
import { Select } from "../../components/Select";
import { useCommand } from "../../data/use-command";
import { useOperation } from "../../data/use-operation";
import { errorLine } from "../../lib/error-words";

type Props = {
  readonly folders: readonly Folder[];
  readonly chosen: Folder | null;
  readonly onChoose: (id: string) => void;
};

/** The folder that the file lies in: one that is open, or another to open. */
export const FolderChoice = ({ folders, chosen, onChoose }: Props) => {
  const [opening, setOpening] = useState(false);
  if (folders.length === 0 || opening) {
    return (
      <OpenFolder
        first={folders.length === 0}
        onCancel={() => setOpening(false)}
        onOpened={(id) => {
          onChoose(id);
          setOpening(false);
        }}
      />
    );
  }
  return (
    <Field label={t`Folder`}>
      {(control) => (
        <div className="flex gap-2">
          <Select
            {...control}
            className="min-w-0 flex-1"
            onChange={onChoose}
            options={folders.map(({ id, path }) => ({ value: id, label: path }))}
            value={chosen?.id ?? ""}
          />
          <Button onClick={() => setOpening(true)}>{t`Open another`}</Button>
        </div>
      )}
    </Field>
  );
};

type OpenProps = {
  readonly first: boolean;
  readonly onOpened: (id: string) => void;
  readonly onCancel: () => void;
};

const OpenFolder = ({ first, onOpened, onCancel }: OpenProps) => {
  const [path, setPath] = useState("");
  const typed = useDeferredValue(path);
  const suggested = useOperation(
    "folder.suggest",
    { path: typed },
    { enabled: typed.length > 0, keepPrevious: true },
  );
  const open = useCommand("folder.open");
  const type = (text: string) => {
    setPath(text);
    open.reset();
  };
  const take = (chosen: string) => {
    if (chosen === "") return;
    open.mutate({ path: chosen }, { onSuccess: ({ id }) => onOpened(id) });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    take(path.trim());
  };
  const error = open.error && errorLine(open.error);
  return (
    <form onSubmit={submit}>
      <Field
        description={t`Atelier reads and changes files only in folders that you open. Type its path; ~ is your home folder.`}
        error={error}
        label={first ? t`Open the folder of your project` : t`Open another folder`}
      >
        {(control) => (
          <ComboField
            {...control}
            autoFocus
            beside={
              <>
                <ChoosePath
                  kind="folder"
                  onChosen={(folder) => {
                    type(folder);
                    take(folder);
                  }}
                  title={t`Open a folder`}
                />
                <Button pending={open.isPending} type="submit" variant="primary">
                  {t`Open`}
                </Button>
                {!first && <Button onClick={onCancel}>{t`Cancel`}</Button>}
              </>
            }
            first="free"
            listLabel={t`Folders`}
            maxLength={4_000}
            onChange={type}
            onPick={(folder) => type(`${folder}/`)}
            options={path === "" ? [] : (suggested.data ?? [])}
            placeholder="~/projects/mine"
            text={path}
          />
        )}
      </Field>
    </form>
  );
};
