import type { Template } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { useState } from "react";

import { Button } from "../../components/Button";
import { Diff } from "../../components/Diff";
import { ErrorNote } from "../../components/ErrorNote";
import { RelativeTime } from "../../components/RelativeTime";
import { Skeleton } from "../../components/Skeleton";
import { showToast } from "../../components/toasts";
import { useCommand } from "../../data/use-command";
import { useOperation } from "../../data/use-operation";

type Props = { readonly template: Template; readonly onDone: () => void };

/** Every text that a template had, how it differs from the one now, and the way back to it. */
export const TemplateVersions = ({ template, onDone }: Props) => {
  const { id } = template;
  const { data, error, refetch } = useOperation("template.versions", { id });
  const [chosen, choose] = useState<number | null>(null);
  const newest = data?.[0]?.version ?? template.version;
  const from = chosen ?? data?.[1]?.version ?? newest;
  const diff = useOperation(
    "template.diff",
    { id, from, to: newest },
    { enabled: data !== undefined && from !== newest },
  );
  const restore = useCommand("template.restore", {
    onSuccess: ({ version }) => {
      choose(null);
      showToast({ text: t`Taken up again as version ${version}` });
    },
  });
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={4} />;
  return (
    <div className="flex flex-col gap-4">
      <fieldset className="flex flex-wrap gap-2">
        <legend className="pb-2 text-sm text-text-subtle">{t`Compare a version with version ${newest}, the one in use`}</legend>
        {data.map(({ version, created_at }) => (
          <button
            aria-pressed={version === from}
            className="numeric rounded-control border border-border px-3 py-1 text-left text-sm hover:bg-surface-hover aria-pressed:border-accent aria-pressed:bg-accent-subtle"
            disabled={version === newest}
            key={version}
            onClick={() => choose(version)}
            type="button"
          >
            {version}{" "}
            <span className="text-xs text-text-subtle">
              {version === newest ? t`in use` : <RelativeTime at={created_at} />}
            </span>
          </button>
        ))}
      </fieldset>
      {from === newest && (
        <p className="text-sm text-text-subtle">
          {t`This is its first text. Every change of it is kept here, to be compared and taken up again.`}
        </p>
      )}
      {diff.error && <ErrorNote error={diff.error} />}
      {from !== newest && diff.data && (
        <Diff
          hunks={diff.data.hunks}
          label={t`From version ${from} to version ${newest}`}
          lines={diff.data.lines}
        />
      )}
      {restore.error && <ErrorNote error={restore.error} />}
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{t`Back`}</Button>
        {from !== newest && (
          <Button
            onClick={() => restore.mutate({ id, version: from })}
            pending={restore.isPending}
            variant="primary"
          >{t`Take up version ${from} again`}</Button>
        )}
      </div>
    </div>
  );
};
