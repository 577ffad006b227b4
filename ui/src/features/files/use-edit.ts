import type { OperationError } from "@atelier/client/errors";
import type { EditPreview, FileEdit, PreviewEdit } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { useState } from "react";

import { announce, showToast } from "../../components/toasts";
import { useCommand } from "../../data/use-command";
import { useOperation } from "../../data/use-operation";
import { errorLine } from "../../lib/error-words";

/** An edit on its way: looked at, applied, refused because the file has changed. */
export type EditInHand = {
  readonly preview: EditPreview | undefined;
  readonly error: OperationError | null;
  readonly reading: boolean;
  /** Whether the file was changed since it was last shown. */
  readonly changed: boolean;
  readonly applying: boolean;
  /** What went wrong with applying. */
  readonly failure: OperationError | null;
  readonly apply: () => void;
  readonly reload: () => void;
};

const NOTHING: PreviewEdit = { folder_id: "", path: "", snippet: "" };

/** Looks at what an edit makes of a file, and applies it to what was seen. */
export const useEdit = (edit: PreviewEdit | null, onDone: (made: FileEdit) => void): EditInHand => {
  const [changed, setChanged] = useState(false);
  const looked = useOperation("booster.preview", edit ?? NOTHING, {
    enabled: edit !== null,
    fresh: true,
    keepPrevious: true,
  });
  const command = useCommand("booster.apply");
  // While more of the same file is read, what was read of it stays in view.
  const preview = looked.data?.path === edit?.path ? looked.data : undefined;
  const apply = () => {
    if (edit === null || preview?.result.kind !== "edit") return;
    const { context: _shown, ...asked } = edit;
    const seen = {
      ...asked,
      expected_hash: preview.hash,
      expected_hash_after: preview.result.hash_after,
    };
    // By the promise: it is said even where the dialog was closed meanwhile.
    command.mutateAsync(seen).then(
      (made) => {
        setChanged(false);
        onDone(made);
      },
      (error: OperationError) => {
        if (error.code !== "conflict") return;
        setChanged(true);
        announce(t`The file was changed meanwhile. The difference is read again.`);
        void looked.refetch();
      },
    );
  };
  const failure = command.error?.code === "conflict" ? null : command.error;
  return {
    preview,
    error: looked.error,
    reading: edit !== null && looked.isFetching,
    changed,
    applying: command.isPending,
    failure,
    apply,
    reload: () => void looked.refetch(),
  };
};

/** Takes edits back, and says what came of it. */
export const useUndo = (): ((edit: FileEdit) => void) => {
  const command = useCommand("file.undo");
  return (edit) => {
    command.mutateAsync({ edit_id: edit.id }).then(
      () => showToast({ text: t`${{ path: edit.path }} is as it was before` }),
      (error: OperationError) => showToast({ text: errorLine(error), tone: "danger" }),
    );
  };
};
