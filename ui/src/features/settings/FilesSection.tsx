import type { OperationError } from "@atelier/client/errors";
import { t } from "@lingui/core/macro";
import { ChoosePath } from "../../components/ChoosePath";
import { ErrorNote } from "../../components/ErrorNote";
import { Skeleton } from "../../components/Skeleton";
import { showToast } from "../../components/toasts";
import { useCommand } from "../../data/use-command";
import { useOperation } from "../../data/use-operation";
import { errorLine } from "../../lib/error-words";
import { FileEdits } from "./FileEdits";
import { RowAction } from "./RowAction";
import { Setting } from "./setting";

/** The folders that are open, and what was changed in them. */
export const FilesSection = () => (
  <>
    <OpenFolders />
    <FileEdits />
  </>
);

const OpenFolders = () => {
  const folders = useOperation("folder.list", {});
  const close = useCommand("folder.close");
  const open = useCommand("folder.open");
  const say = (error: OperationError) => showToast({ text: errorLine(error), tone: "danger" });
  return (
    <Setting
      description={t`Atelier reads and changes files in these folders only. Closing one deletes nothing.`}
      id="folders"
      title={t`Open folders`}
    >
      {folders.isPending && <Skeleton lines={2} />}
      {folders.error && <ErrorNote error={folders.error} onRetry={() => void folders.refetch()} />}
      {folders.data?.length === 0 && (
        <p className="text-sm text-text-subtle">
          {t`None yet. Press Apply on a block of code in an answer, and choose a folder there.`}
        </p>
      )}
      <ul className="divide-y divide-hairline">
        {folders.data?.map(({ id, path }) => (
          <li className="flex items-center gap-3 py-2" key={id}>
            <span
              className="min-w-0 flex-1 font-mono text-sm wrap-anywhere"
              dir="ltr"
              id={`folder-${id}`}
            >
              {path}
            </span>
            <RowAction
              aria-describedby={`folder-${id}`}
              onClick={() => close.mutate({ folder_id: id }, { onError: say })}
            >
              {t`Close`}
            </RowAction>
          </li>
        ))}
      </ul>
      <div className="mt-3 empty:hidden">
        <ChoosePath
          kind="folder"
          label={t`Open a folder…`}
          onChosen={(path) => open.mutate({ path }, { onError: say })}
          title={t`Open a folder`}
        />
      </div>
    </Setting>
  );
};
