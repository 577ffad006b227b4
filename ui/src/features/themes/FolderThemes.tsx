import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";

import { Button } from "../../components/Button";
import { ErrorNote } from "../../components/ErrorNote";
import { Skeleton } from "../../components/Skeleton";
import { useOperation } from "../../data/use-operation";
import { GalleryFiles, LeftOut } from "./GalleryFiles";
import type { FileToInstall } from "./ThemeInstall";

type Props = { readonly onPick: (file: FileToInstall) => void };

/** The themes that lie in a folder on this machine. */
export const FolderThemes = ({ onPick }: Props) => {
  const { data, error, isFetching, refetch } = useOperation("theme.gallery", {}, { fresh: true });
  const folder = data?.folder;
  return (
    <section>
      <div className="flex items-center justify-between gap-4">
        <h3 className="font-medium">{t`On this computer`}</h3>
        <Button onClick={() => void refetch()} pending={isFetching}>
          {t`Look again`}
        </Button>
      </div>
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={3} />}
      {data && (
        <p className="text-sm text-text-subtle">
          <Trans>
            Theme files, JSON or CSS, in{" "}
            <span className="font-mono wrap-anywhere" dir="ltr">
              {folder}
            </span>
            , also in folders below it such as a clone of somebody’s collection.
          </Trans>
        </p>
      )}
      {data?.files.length === 0 && <p className="mt-2 text-sm">{t`No theme lies there yet`}</p>}
      {data && (
        <>
          <GalleryFiles files={data.files} onPick={onPick} />
          <LeftOut sentences={data.refused} />
        </>
      )}
    </section>
  );
};
