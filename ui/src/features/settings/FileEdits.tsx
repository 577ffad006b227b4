import type { FileEdit } from "@atelier/client/types";
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
        `The last ${count(reach.edits_kept)} edits of ${count(reach.days_kept)} days are kept, and ${bytes(reach.bytes_kept)} of what files held before.`
      }
      id="edits"
      title="Edits of files"
    >
      {pages.isPending && <Skeleton lines={4} />}
      {pages.error && !edits && (
        <ErrorNote error={pages.error} onRetry={() => void pages.refetch()} />
      )}
      {edits?.length === 0 && (
        <p className="text-sm text-text-subtle">
          Nothing was changed yet. What you apply to a file is listed here, and can be undone.
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
    onSuccess: () => showToast({ text: "The journal of edits is empty" }),
  });
  const run = () => {
    setAsking(false);
    forget.mutate({});
  };
  return (
    <div className="mt-3">
      <Button onClick={() => setAsking(true)} pending={forget.isPending} variant="danger">
        Empty this list
      </Button>
      {forget.error && <ErrorNote error={forget.error} title="It is still there" />}
      <Confirm
        act="Empty this list"
        danger
        keep="Keep it"
        onAct={run}
        onClose={() => setAsking(false)}
        open={asking}
        title="Forget what was changed?"
      >
        <p>
          Your files stay as they are now. What they held before is deleted, so that none of these
          edits can be undone.
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
            text: undoes === null ? `${path} is as it was before` : `${path} was changed again`,
          }),
        onError: ({ message, hint }) =>
          showToast({ text: [message, hint].filter(Boolean).join(". "), tone: "danger" }),
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
          {undoes === null ? "Undo" : "Apply again"}
        </RowAction>
      )}
    </li>
  );
};

/** Says what an edit was, and what became of it. */
const what = ({ undoes, state, text_kept, origin }: FileEdit): string => {
  const done = undoes === null ? "Applied" : "Taken back";
  const door = DOORS.get(origin.split(":")[0] ?? "") ?? "";
  const parts = [`${done}${door}`];
  if (state === "undone") parts.push("undone since");
  if (state === "begun") parts.push("Atelier ended before it could say whether it was made");
  if (!text_kept && state !== "undone") parts.push("too old to undo");
  return `${parts.join(", ")},`;
};

const DOORS: ReadonlyMap<string, string> = new Map([
  ["window", " in the window"],
  ["page", " in the browser"],
  ["cli", " on the command line"],
  ["http", " by another program"],
]);
