import type { FileEdit, Folder } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { useState } from "react";

import { Confirm } from "../../components/Confirm";
import { ErrorNote } from "../../components/ErrorNote";
import type { SaidCode } from "../../components/markdown/code-action";
import { Skeleton } from "../../components/Skeleton";
import { showToast } from "../../components/toasts";
import { useOperation } from "../../data/use-operation";
import { EditPreviewView } from "./EditPreviewView";
import { FileChoice } from "./FileChoice";
import { FolderChoice } from "./FolderChoice";
import { namedFile } from "./named-file";
import { useEdit, useUndo } from "./use-edit";

type Props = { readonly said: SaidCode; readonly onClose: () => void };

/** How many lines round a change are shown, first and each time that more is asked for. */
const CONTEXTS = [3, 25, 20_000] as const;

/** The folder that was used last, for as long as the page lives. */
let lastUsed: string | null = null;

/** Applies a block of code to a file: choose the folder, choose the file, read the difference. */
export const ApplyDialog = ({ said, onClose }: Props) => {
  const folders = useOperation("folder.list", {});
  const [chosen, setChosen] = useState<string | null>(lastUsed);
  const [path, setPath] = useState<string | null>(null);
  const [steps, setSteps] = useState(0);
  const undo = useUndo();
  const folder = known(folders.data, chosen);

  const done = (made: FileEdit) => {
    onClose();
    showToast({
      text: t`${{ path: made.path }} was changed`,
      action: { label: t`Undo`, run: () => undo(made) },
    });
  };
  const context = CONTEXTS[steps] ?? 20_000;
  const edit =
    folder && path !== null
      ? {
          folder_id: folder.id,
          path,
          snippet: said.code,
          ...(said.language === "" ? {} : { language: said.language.slice(0, 100) }),
          context,
        }
      : null;
  const hand = useEdit(edit, done);
  const result = hand.preview?.result;
  const ready = result?.kind === "edit" && result.strategy !== "unchanged" && !hand.reading;
  return (
    <Confirm
      act={t`Apply`}
      disabled={!ready}
      onAct={hand.apply}
      onClose={onClose}
      open
      pending={hand.applying}
      title={t`Apply to a file`}
      wide
    >
      <div className="flex flex-col gap-4">
        {folders.error && (
          <ErrorNote error={folders.error} onRetry={() => void folders.refetch()} />
        )}
        {folders.isPending && <Skeleton lines={3} />}
        {folders.data && (
          <FolderChoice
            chosen={folder}
            folders={folders.data}
            onChoose={(id) => {
              lastUsed = id;
              setChosen(id);
              setPath(null);
            }}
          />
        )}
        {folder && (
          <FileChoice
            folder={folder}
            key={folder.id}
            named={namedFile(said)}
            onChoose={(next) => {
              setPath(next);
              setSteps(0);
            }}
            path={path}
          />
        )}
        {edit && (
          <EditPreviewView
            hand={hand}
            onMore={steps < CONTEXTS.length - 1 ? () => setSteps(steps + 1) : undefined}
          />
        )}
      </div>
    </Confirm>
  );
};

/** The folder that was chosen, or the one that was opened last. */
const known = (folders: readonly Folder[] | undefined, id: string | null): Folder | null =>
  folders?.find((folder) => folder.id === id) ?? folders?.[0] ?? null;
