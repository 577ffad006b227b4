import type { Folder } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { useDeferredValue, useEffect, useRef, useState } from "react";

import { Button } from "../../components/Button";
import { ComboField } from "../../components/ComboField";
import { ErrorNote } from "../../components/ErrorNote";
import { Field } from "../../components/Field";
import { useOperation } from "../../data/use-operation";
import { count } from "../../lib/quantity";
import { meantBy } from "./named-file";

type Props = {
  readonly folder: Folder;
  /** The file that the block names; none where it names none. */
  readonly named: string | null;
  /** The file that is chosen; none where one is still looked for. */
  readonly path: string | null;
  readonly onChoose: (path: string | null) => void;
};

/** How many files are offered. */
const OFFERED = 12;

/** The file of a folder, found by a few letters of its path. */
export const FileChoice = ({ folder, named, path, onChoose }: Props) => {
  const [again, setAgain] = useState(false);
  if (path === null) {
    return <Search folder={folder} named={named} onChoose={onChoose} preselect={!again} />;
  }
  return (
    <div className="flex items-center gap-3 text-sm">
      <span className="font-medium">{t`File`}</span>
      <span className="min-w-0 flex-1 truncate font-mono" dir="ltr" title={path}>
        {path}
      </span>
      <Button
        autoFocus
        onClick={() => {
          setAgain(true);
          onChoose(null);
        }}
      >
        {t`Choose another`}
      </Button>
    </div>
  );
};

type SearchProps = Omit<Props, "path"> & { readonly preselect: boolean };

const Search = ({ folder, named, onChoose, preselect }: SearchProps) => {
  const [text, setText] = useState(named ?? "");
  const sought = useDeferredValue(text);
  const found = useOperation(
    "file.find",
    { folder_id: folder.id, query: sought, limit: OFFERED },
    { keepPrevious: true, fresh: true },
  );
  const paths = found.data?.paths ?? [];
  const fresh = found.isPlaceholderData ? undefined : found.data;
  usePreselected(preselect ? fresh?.paths : undefined, named, onChoose);
  return (
    <Field label={t`File`}>
      {(control) => (
        <>
          <ComboField
            {...control}
            autoFocus
            first="chosen"
            listLabel={t`Files`}
            maxLength={400}
            onChange={setText}
            onPick={onChoose}
            options={paths}
            placeholder={t`A few letters of its path`}
            settled={fresh !== undefined && sought === text}
            text={text}
          />
          {found.error && <ErrorNote error={found.error} onRetry={() => void found.refetch()} />}
          {fresh && (
            <p className="text-xs text-text-subtle" role="status">
              {paths.length === 0 && t`No file has these letters in its path.`}
              {paths.length === 0 && !fresh.complete && " "}
              {!fresh.complete &&
                t`Only the first ${{ looked_at: count(fresh.looked_at) }} files were looked at.`}
            </p>
          )}
        </>
      )}
    </Field>
  );
};

/** Chooses the file that the block names, once, where there is no doubt which it is. */
const usePreselected = (
  paths: readonly string[] | undefined,
  named: string | null,
  onChoose: (path: string) => void,
): void => {
  const tried = useRef(false);
  useEffect(() => {
    if (tried.current || paths === undefined) return;
    tried.current = true;
    const meant = named === null ? null : meantBy(named, paths);
    if (meant !== null) onChoose(meant);
  }, [paths, named, onChoose]);
};
