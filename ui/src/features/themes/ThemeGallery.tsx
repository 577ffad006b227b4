import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { EmptyState } from "../../components/EmptyState";
import { ErrorNote } from "../../components/ErrorNote";
import { Skeleton } from "../../components/Skeleton";
import { useOperation } from "../../data/use-operation";
import { Swatches } from "./Swatches";
import type { FileToInstall } from "./ThemeInstall";

type Props = {
  readonly onPick: (file: FileToInstall) => void;
  readonly onClose: () => void;
};

/** The themes that lie in a folder on this machine; nothing comes from a network. */
export const ThemeGallery = ({ onPick, onClose }: Props) => {
  const { data, error, isFetching, refetch } = useOperation("theme.gallery", {}, { fresh: true });
  const folder = data?.folder;
  return (
    <Dialog
      actions={
        <>
          <Button onClick={() => void refetch()} pending={isFetching}>
            {t`Look again`}
          </Button>
          <Button onClick={onClose}>{t`Close`}</Button>
        </>
      }
      onClose={onClose}
      open
      title={t`Gallery`}
    >
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
      {data?.files.length === 0 && <EmptyState title={t`No theme lies there yet`} />}
      <ul className="mt-3 divide-y divide-hairline">
        {data?.files.map(({ file_name, text, themes }) => (
          <li className="flex flex-wrap items-center gap-4 py-2 text-sm" key={file_name}>
            {themes.slice(0, 2).map(({ name, base, tokens }) => (
              <Swatches base={base} key={`${name} ${base}`} tokens={tokens} />
            ))}
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium" dir="auto">
                {themes.map(({ name }) => name).join(", ")}
              </span>
              <span className="block truncate font-mono text-xs text-text-subtle" dir="ltr">
                {file_name}
              </span>
            </span>
            <Button
              aria-label={t`Install ${file_name}`}
              onClick={() => onPick({ text, name: file_name.split("/").at(-1) ?? file_name })}
            >
              {t`Install …`}
            </Button>
          </li>
        ))}
      </ul>
      {data && data.refused.length > 0 && (
        <ul className="mt-3 flex flex-col gap-1 text-sm text-text-subtle">
          {data.refused.map((why) => (
            <li key={why} lang="en">
              {why}
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
};
