import type { Backup, BackupReason } from "@atelier/client/types";
import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg, plural, t } from "@lingui/core/macro";
import { useState } from "react";

import { Button } from "../../components/Button";
import { Confirm } from "../../components/Confirm";
import { ErrorNote } from "../../components/ErrorNote";
import { RelativeTime } from "../../components/RelativeTime";
import { Skeleton } from "../../components/Skeleton";
import { SwitchField } from "../../components/SwitchField";
import { showToast } from "../../components/toasts";
import { useCommand } from "../../data/use-command";
import { useOperation } from "../../data/use-operation";
import { bytes } from "../../lib/quantity";
import { Part } from "./Part";

const REASONS: Record<BackupReason, MessageDescriptor> = {
  kept: msg`Backup`,
  update: msg`Before an update`,
  restore: msg`Replaced by a backup`,
};

/** The copies of the store: made now or every day, tried, and put back. */
export const Backups = () => {
  const { data: status, error, isPending, refetch } = useOperation("backup.status", {});
  const make = useCommand("backup.create");
  const configure = useCommand("backup.configure");
  const failed = make.error ?? configure.error;
  return (
    <Part
      description={t`Copies of everything, encrypted with the same key, each opened and counted after it was made. The key is in the place your API key is in: without it no backup opens.`}
      id="backups"
      title={t`Backups`}
    >
      {isPending && <Skeleton lines={3} />}
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {status && (
        <>
          <SwitchField
            checked={status.daily}
            description={t`While Atelier runs. The last of ${plural({ days: status.keep_days }, { one: "# day", other: "# days" })} and of ${plural({ weeks: status.keep_weeks }, { one: "# week", other: "# weeks" })} before are kept.`}
            disabled={!status.possible}
            label={t`Make one every day`}
            onChange={(daily) => configure.mutate({ daily })}
          />
          <div className="flex flex-wrap items-center gap-3">
            <Button
              disabled={!status.possible}
              onClick={() => make.mutate({})}
              pending={make.isPending}
            >
              {t`Back up now`}
            </Button>
            <p className="min-w-0 flex-1 truncate font-mono text-xs text-text-subtle" dir="ltr">
              {status.possible
                ? status.folder
                : t`Conversations are in memory only; keep them on this computer first.`}
            </p>
          </div>
          {failed && <ErrorNote error={failed} />}
          {status.backups.length === 0 ? (
            <p className="text-sm text-text-subtle">{t`There is no backup yet.`}</p>
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
            text: plural(
              { count: content.conversations },
              {
                one: "# conversation is back; what was here is listed as a backup",
                other: "# conversations are back; what was here is listed as a backup",
              },
            ),
          });
        },
      },
    );
  return (
    <li className="flex flex-wrap items-start gap-3 py-3 first:pt-0">
      <div className="min-w-0 flex-1 text-sm" id={`backup-${name}`}>
        <p>
          {i18n._(REASONS[backup.reason])}, <RelativeTime at={backup.made_at} />
        </p>
        <p className="text-xs text-text-subtle">{bytes(backup.bytes)}</p>
        {tried && (
          <p className="text-xs text-success" role="status">
            {t`It opens: ${plural({ conversations: tried.backup.conversations }, { one: "# conversation", other: "# conversations" })} and ${plural({ messages: tried.backup.messages }, { one: "# message", other: "# messages" })}; now there are ${plural({ present: tried.present.conversations }, { one: "# conversation", other: "# conversations" })}.`}
          </p>
        )}
      </div>
      <Button
        aria-describedby={`backup-${name}`}
        onClick={() => rehearse.mutate({ name })}
        pending={rehearse.isPending}
        variant="quiet"
      >
        {t`Try it`}
      </Button>
      <Button aria-describedby={`backup-${name}`} onClick={() => setAsking(true)} variant="quiet">
        {t`Restore…`}
      </Button>
      {rehearse.error && <ErrorNote error={rehearse.error} title={t`It does not open`} />}
      <Confirm
        act={t`Restore it`}
        danger
        keep={t`Keep what is here`}
        onAct={put}
        onClose={() => setAsking(false)}
        open={asking}
        pending={restore.isPending}
        title={t`Restore this backup?`}
      >
        <p>
          {t`Everything becomes as it was then. What is here now is kept as a backup, and can be restored the same way.`}
        </p>
        {restore.error && <ErrorNote error={restore.error} title={t`Nothing was changed`} />}
      </Confirm>
    </li>
  );
};
