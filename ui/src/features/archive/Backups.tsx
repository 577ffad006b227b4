import type { Backup, BackupReason } from "@atelier/client/types";
import { useState } from "react";

import { Button } from "../../components/Button";
import { Confirm } from "../../components/Confirm";
import { ErrorNote } from "../../components/ErrorNote";
import { Field } from "../../components/Field";
import { RelativeTime } from "../../components/RelativeTime";
import { Skeleton } from "../../components/Skeleton";
import { Switch } from "../../components/Switch";
import { showToast } from "../../components/toasts";
import { useCommand } from "../../data/use-command";
import { useOperation } from "../../data/use-operation";
import { bytes, plural } from "../../lib/quantity";
import { Part } from "./Part";

const REASONS: Record<BackupReason, string> = {
  kept: "Backup",
  update: "Before an update",
  restore: "Replaced by a backup",
};

/** The copies of the store: made now or every day, tried, and put back. */
export const Backups = () => {
  const { data: status, error, isPending, refetch } = useOperation("backup.status", {});
  const make = useCommand("backup.create");
  const configure = useCommand("backup.configure");
  const failed = make.error ?? configure.error;
  return (
    <Part
      description="Copies of everything, encrypted with the same key, each opened and counted after it was made. The key is in the place your API key is in: without it no backup opens."
      id="backups"
      title="Backups"
    >
      {isPending && <Skeleton lines={3} />}
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {status && (
        <>
          <Field
            description={`While Atelier runs. The last of ${status.keep_days} days and of ${status.keep_weeks} weeks before are kept.`}
            label="Make one every day"
            layout="beside"
          >
            {(control) => (
              <Switch
                {...control}
                checked={status.daily}
                disabled={!status.possible}
                onChange={(daily) => configure.mutate({ daily })}
              />
            )}
          </Field>
          <div className="flex flex-wrap items-center gap-3">
            <Button
              disabled={!status.possible}
              onClick={() => make.mutate({})}
              pending={make.isPending}
            >
              Back up now
            </Button>
            <p className="min-w-0 flex-1 truncate font-mono text-xs text-text-subtle" dir="ltr">
              {status.possible
                ? status.folder
                : "Conversations are in memory only; keep them on this computer first."}
            </p>
          </div>
          {failed && <ErrorNote error={failed} />}
          {status.backups.length === 0 ? (
            <p className="text-sm text-text-subtle">There is no backup yet.</p>
          ) : (
            <ul className="divide-y divide-hairline">
              {status.backups.map((backup) => (
                <Row backup={backup} key={backup.name} />
              ))}
            </ul>
          )}
        </>
      )}
    </Part>
  );
};

const Row = ({ backup }: { readonly backup: Backup }) => {
  const [asking, setAsking] = useState(false);
  const rehearse = useCommand("backup.rehearse");
  const restore = useCommand("backup.restore");
  const { name } = backup;
  const tried = rehearse.data;
  const put = () =>
    restore.mutate(
      { name },
      {
        onSuccess: ({ content }) => {
          setAsking(false);
          showToast({
            text: `${plural(content.conversations, "conversation", "conversations")} are back; what was here is listed as a backup`,
          });
        },
      },
    );
  return (
    <li className="flex flex-wrap items-start gap-3 py-3 first:pt-0">
      <div className="min-w-0 flex-1 text-sm" id={`backup-${name}`}>
        <p>
          {REASONS[backup.reason]}, <RelativeTime at={backup.made_at} />
        </p>
        <p className="text-xs text-text-subtle">{bytes(backup.bytes)}</p>
        {tried && (
          <p className="text-xs text-success" role="status">
            It opens: {plural(tried.backup.conversations, "conversation", "conversations")} and{" "}
            {plural(tried.backup.messages, "message", "messages")}; now there are{" "}
            {plural(tried.present.conversations, "conversation", "conversations")}.
          </p>
        )}
      </div>
      <Button
        aria-describedby={`backup-${name}`}
        onClick={() => rehearse.mutate({ name })}
        pending={rehearse.isPending}
        variant="quiet"
      >
        Try it
      </Button>
      <Button aria-describedby={`backup-${name}`} onClick={() => setAsking(true)} variant="quiet">
        Restore…
      </Button>
      {rehearse.error && <ErrorNote error={rehearse.error} title="It does not open" />}
      <Confirm
        act="Restore it"
        danger
        keep="Keep what is here"
        onAct={put}
        onClose={() => setAsking(false)}
        open={asking}
        pending={restore.isPending}
        title="Restore this backup?"
      >
        <p>
          Everything becomes as it was then. What is here now is kept as a backup, and can be
          restored the same way.
        </p>
        {restore.error && <ErrorNote error={restore.error} title="Nothing was changed" />}
      </Confirm>
    </li>
  );
};
