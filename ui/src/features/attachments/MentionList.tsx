import { plural, t } from "@lingui/core/macro";
import { useEffect } from "react";

import { ExactText } from "../../components/markdown/Inline";
import { announce } from "../../components/toasts";
import { cx } from "../../lib/cx";
import type { FoundFile } from "./use-mentions";

type Props = {
  readonly id: string;
  readonly files: readonly FoundFile[];
  /** The one that Enter takes. */
  readonly at: number;
  readonly query: string;
  readonly hasFolders: boolean;
  readonly searching: boolean;
  readonly onPick: (file: FoundFile) => void;
};

/** The files that an `@` could mean. */
export const MentionList = (props: Props) => {
  const { id, files, at, query, hasFolders, searching, onPick } = props;
  const chosen = files[at]?.path;
  useEffect(() => {
    if (!searching) announce(plural({ count: files.length }, { one: "# file", other: "# files" }));
  }, [files.length, searching]);
  useEffect(() => {
    if (chosen !== undefined) announce(chosen);
  }, [chosen]);
  return (
    <div className="absolute inset-x-0 bottom-full z-20 mb-1 animate-appear overflow-hidden rounded-card border border-hairline bg-surface-raised shadow-float">
      {files.length === 0 ? (
        <p className="px-3 py-2 text-sm text-text-subtle">
          {emptyWords(hasFolders, searching, query)}
        </p>
      ) : (
        <div
          aria-label={t`Files to mention`}
          className="max-h-64 overflow-y-auto py-1"
          id={id}
          role="listbox"
        >
          {files.map((file, index) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus
            <div
              aria-selected={index === at}
              className={cx(
                "flex cursor-default items-baseline gap-3 px-3 py-1 text-sm hover:bg-surface-hover",
                index === at && "bg-surface-selected",
              )}
              key={`${file.folder.id} ${file.path}`}
              // The field would lose the focus to the list.
              onMouseDown={(event) => {
                event.preventDefault();
                onPick(file);
              }}
              role="option"
            >
              <span className="min-w-0 flex-1 truncate font-mono" dir="ltr">
                <ExactText text={file.path} />
              </span>
              <span className="shrink-0 truncate text-xs text-text-subtle">
                {lastOf(file.folder.path)}
              </span>
            </div>
          ))}
        </div>
      )}
    </div>
  );
};

const emptyWords = (hasFolders: boolean, searching: boolean, query: string): string => {
  if (!hasFolders) return t`No folder is open. Open one in Settings, Files, to mention its files.`;
  if (searching) return t`Looking…`;
  return query === "" ? t`There are no files to mention.` : t`No file matches “${query}”.`;
};

const lastOf = (path: string): string =>
  path.split(/[/\\]/).findLast((part) => part !== "") ?? path;
