import type { FileEdit } from "@atelier/client/types";
import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg, t } from "@lingui/core/macro";
import { useState } from "react";
import { Button } from "../../components/Button";
import { Confirm } from "../../components/Confirm";
import { ErrorNote } from "../../components/ErrorNote";
import { RelativeTime } from "../../components/RelativeTime";
import { ShowMore } from "../../components/ShowMore";
import { Skeleton } from "../../components/Skeleton";
import { showToast } from "../../components/toasts";
import { useCommand } from "../../data/use-command";
import { usePages } from "../../data/use-operation";
import { errorLine } from "../../lib/error-words";
import { bytes, count } from "../../lib/quantity";
import { RowAction } from "./RowAction";
import { Setting } from "./setting";

/** How many are read at once. */
const AT_ONCE = 20;

/** What was changed in files, last first, with the way back. */
export const FileEdits = () => {
  const pages = usePages("file.edits", { limit: AT_ONCE }, "cursor");
  const edits = pages.data?.pages.flatMap(({ items }) => items);
  const reach = pages.data?.pages[0];
  return (
    <Setting
      description={
        reach &&
        t`The last ${{ edits_kept: count(reach.edits_kept) }} edits of ${{ days_kept: count(reach.days_kept) }} days are kept, and ${{ bytes_kept: bytes(reach.bytes_kept) }} of what files held before.`
      }
      id="edits"
      title={t`Edits of files`}
    >
      {pages.isPending && <Skeleton lines={4} />}
      {pages.error && !edits && (
        <ErrorNote error={pages.error} onRetry={() => void pages.refetch()} />
      )}
      {edits?.length === 0 && (
        <p className="text-sm text-text-subtle">
          {t`Nothing was changed yet. What you apply to a file is listed here, and can be undone.`}
        </p>
      )}
      <ul className="divide-y divide-hairline">
        {edits?.map((edit) => (
          <Edit edit={edit} key={edit.id} />
        ))}
      </ul>
      <ShowMore pages={pages} />
      {edits && edits.length > 0 && <ForgetEdits />}
    </Setting>
  );
};

/** Empties the journal, once that is confirmed. */
const ForgetEdits = () => {
  const [asking, setAsking] = useState(false);
  const forget = useCommand("file.forget_edits", {
    onSuccess: () => showToast({ text: t`The journal of edits is empty` }),
  });
  const run = () => {
    setAsking(false);
    forget.mutate({});
  };
  return (
    <div className="mt-3">
      <Button onClick={() => setAsking(true)} pending={forget.isPending} variant="danger">
        {t`Empty this list`}
      </Button>
      {forget.error && <ErrorNote error={forget.error} title={t`It is still there`} />}
      <Confirm
        act={t`Empty this list`}
        danger
        keep={t`Keep it`}
        onAct={run}
        onClose={() => setAsking(false)}
        open={asking}
        title={t`Forget what was changed?`}
      >
        <p>
          {t`Your files stay as they are now. What they held before is deleted, so that none of these edits can be undone.`}
        </p>
      </Confirm>
    </div>
  );
};

const Edit = ({ edit }: { readonly edit: FileEdit }) => {
  const undo = useCommand("file.undo");
  const { id, path, folder, made_at, state, text_kept, undoes } = edit;
  const take = () =>
    undo.mutate(
      { edit_id: id },
      {
        onSuccess: () =>
          showToast({
            text: undoes === null ? t`${path} is as it was before` : t`${path} was changed again`,
          }),
        onError: (error) => showToast({ text: errorLine(error), tone: "danger" }),
      },
    );
  return (
    <li className="flex items-start gap-3 py-3">
      <div className="min-w-0 flex-1">
        <p className="font-mono text-sm wrap-anywhere" dir="ltr" id={`edit-${id}`}>
          {path}
        </p>
        <p className="truncate text-xs text-text-subtle" dir="ltr" title={folder}>
          {folder}
        </p>
        <p className="text-xs text-text-subtle">
          {what(edit)} <RelativeTime at={made_at} />
        </p>
      </div>
      {state !== "undone" && text_kept && (
        <RowAction aria-describedby={`edit-${id}`} disabled={undo.isPending} onClick={take}>
          {undoes === null ? t`Undo` : t`Apply again`}
        </RowAction>
      )}
    </li>
  );
};

/** Says what an edit was, and what became of it. */
const what = ({ undoes, state, text_kept, origin }: FileEdit): string => {
  const door = origin.split(":")[0] ?? "";
  const done = DOORS.get(door) ?? HERE;
  const parts = [i18n._(undoes === null ? done.applied : done.taken)];
  if (state === "undone") parts.push(t`undone since`);
  if (state === "begun") parts.push(t`Atelier ended before it could say whether it was made`);
  if (!text_kept && state !== "undone") parts.push(t`too old to undo`);
  return `${parts.join(", ")},`;
};

type Done = { readonly applied: MessageDescriptor; readonly taken: MessageDescriptor };

const HERE: Done = { applied: msg`Applied`, taken: msg`Taken back` };

const DOORS: ReadonlyMap<string, Done> = new Map([
  ["window", { applied: msg`Applied in the window`, taken: msg`Taken back in the window` }],
  ["page", { applied: msg`Applied in the browser`, taken: msg`Taken back in the browser` }],
  [
    "cli",
    { applied: msg`Applied on the command line`, taken: msg`Taken back on the command line` },
  ],
  ["http", { applied: msg`Applied by another program`, taken: msg`Taken back by another program` }],
]);
