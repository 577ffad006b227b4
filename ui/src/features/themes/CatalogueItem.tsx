import type { ThemeCatalogue } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import type { ReactNode } from "react";

import { Button } from "../../components/Button";
import { ErrorNote } from "../../components/ErrorNote";
import { Skeleton } from "../../components/Skeleton";
import { showToast } from "../../components/toasts";
import { useCommand } from "../../data/use-command";
import { useOperation } from "../../data/use-operation";
import { date } from "../../lib/time";
import { short } from "./catalogue-fetch";
import { GalleryFiles, LeftOut } from "./GalleryFiles";
import type { FileToInstall } from "./ThemeInstall";

type Props = {
  readonly catalogue: ThemeCatalogue;
  readonly busy: boolean;
  /** What a fetch of it is doing, or has done. */
  readonly status: ReactNode;
  readonly onRefresh: () => void;
  readonly onPick: (file: FileToInstall) => void;
};

/** A catalogue as it was fetched last: from where, which commit, and what is in it. */
export const CatalogueItem = ({ catalogue, busy, status, onRefresh, onPick }: Props) => {
  const { id, name, address, commit, fetched_at, looked_at, left_out } = catalogue;
  const { data, error, refetch } = useOperation("theme.catalogue", { id });
  const remove = useCommand("theme.remove_catalogue", {
    onSuccess: () => showToast({ text: t`“${name}” is removed` }),
  });
  return (
    <article aria-label={name}>
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-56">
          <h4 className="truncate text-sm font-medium" dir="auto">
            {name}
          </h4>
          <p className="font-mono text-xs wrap-anywhere text-text-subtle" dir="ltr">
            {address}
          </p>
          <p className="text-xs text-text-subtle">
            {t`Commit ${{ commit: short(commit) }}, fetched on ${{ date: moment(fetched_at) }}`}
          </p>
          {looked_at > fetched_at && (
            <p className="text-xs text-text-subtle">
              {t`There was nothing newer on ${{ date: moment(looked_at) }}`}
            </p>
          )}
        </div>
        <div className="flex gap-2">
          <Button aria-label={t`Refresh ${name}`} disabled={busy} onClick={onRefresh}>
            {t`Refresh`}
          </Button>
          <Button
            aria-label={t`Remove the catalogue ${name}`}
            disabled={busy}
            onClick={() => remove.mutate({ id })}
            pending={remove.isPending}
            variant="quiet"
          >
            {t`Remove`}
          </Button>
        </div>
      </div>
      <div className="mt-2">{status}</div>
      {remove.error && <ErrorNote error={remove.error} title={t`It is still here`} />}
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={2} />}
      {data?.files.length === 0 && (
        <p className="mt-2 text-sm">{t`There is no theme in this repository`}</p>
      )}
      {data && <GalleryFiles files={data.files} onPick={onPick} />}
      <LeftOut folded sentences={left_out} />
    </article>
  );
};

const moment = (at: number): string => date(at, { dateStyle: "medium", timeStyle: "short" });
