import { plural, t } from "@lingui/core/macro";
import { GitBranch } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";

import { Dialog } from "../../components/Dialog";
import { EmptyState } from "../../components/EmptyState";
import { ErrorNote } from "../../components/ErrorNote";
import { RelativeTime } from "../../components/RelativeTime";
import { Skeleton } from "../../components/Skeleton";
import { useModelName } from "../../data/use-models";
import { useOperation } from "../../data/use-operation";
import { cx } from "../../lib/cx";
import { type MapRow, rowsOf } from "./branch-tree";
import type { Branching } from "./branching";

type Props = { readonly branching: Branching; readonly onClose: () => void };

/** The branches of a conversation as a tree; whatever is chosen is shown. */
export const BranchMap = ({ branching, onClose }: Props) => {
  const map = useOperation("message.map", { conversation_id: branching.conversationId });
  const rows = rowsOf(map.data ?? []);
  const choose = ({ stretch, restores }: MapRow) => {
    if (branching.busy) return;
    onClose();
    if (restores === null) branching.show(stretch.first_id);
    else branching.restore(restores);
  };
  return (
    <Dialog onClose={onClose} open title={t`Branches`} wide>
      {map.error && !map.data && <ErrorNote error={map.error} onRetry={() => void map.refetch()} />}
      {!map.data && !map.error && <Skeleton lines={4} />}
      {map.data && rows.length < 2 && (
        <EmptyState icon={GitBranch} title={t`This conversation has gone one way so far`}>
          {t`Edit a message or have one answered again, and both ways are shown here.`}
        </EmptyState>
      )}
      {rows.length > 1 && <Tree onChoose={choose} rows={rows} />}
      {rows.length > 1 && branching.busy && (
        <p className="pt-3 text-sm text-text-subtle">
          {t`Another branch can be shown once the answer has ended.`}
        </p>
      )}
    </Dialog>
  );
};

type TreeProps = { readonly rows: readonly MapRow[]; readonly onChoose: (row: MapRow) => void };

/** Beyond this depth rows stand no further in, so that their words keep room. */
const DEEPEST = 10;

const Tree = ({ rows, onChoose }: TreeProps) => {
  const list = useRef<HTMLDivElement>(null);
  const end = rows.findLastIndex(({ stretch }) => stretch.shown);
  const [reached, reach] = useState(Math.max(end, 0));
  useEffect(() => {
    list.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[reached];
    if (!row) return;
    const parent = rows.findIndex(({ stretch }) => stretch.first_id === row.stretch.follows);
    const child = rows.findIndex(({ stretch }) => stretch.follows === row.stretch.first_id);
    const to = {
      ArrowDown: reached + 1,
      ArrowUp: reached - 1,
      ArrowLeft: parent < 0 ? reached : parent,
      ArrowRight: child < 0 ? reached : child,
      Home: 0,
      End: rows.length - 1,
    }[event.key];
    if (to !== undefined) {
      const at = Math.max(0, Math.min(to, rows.length - 1));
      reach(at);
      list.current?.querySelectorAll<HTMLElement>('[role="treeitem"]')[at]?.focus();
    } else if (event.key === "Enter" || event.key === " ") onChoose(row);
    else return;
    event.preventDefault();
  };
  return (
    <div aria-label={t`Branches`} onKeyDown={onKeyDown} ref={list} role="tree">
      {rows.map((row, at) => (
        <Item
          key={row.stretch.first_id}
          onChoose={() => onChoose(row)}
          onReached={() => reach(at)}
          reachable={at === reached}
          row={row}
        />
      ))}
    </div>
  );
};

type ItemProps = {
  readonly row: MapRow;
  readonly reachable: boolean;
  readonly onReached: () => void;
  readonly onChoose: () => void;
};

const Item = ({ row, reachable, onReached, onChoose }: ItemProps) => {
  const { stretch, depth, place, count, restores } = row;
  const nameOf = useModelName();
  const answered = stretch.model === null ? t`Answer, edited` : nameOf(stretch.model);
  const who = stretch.role === "user" ? t`You` : answered;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree it stands in has the keys
    <div
      aria-level={depth + 1}
      aria-posinset={place}
      aria-selected={stretch.shown}
      aria-setsize={count}
      className={cx(
        "flex cursor-pointer items-baseline gap-3 rounded-control border-l-2 px-3 py-1.5 text-sm hover:bg-surface-hover focus-visible:-outline-offset-2",
        stretch.shown ? "border-accent bg-surface-selected" : "border-transparent",
      )}
      onClick={onChoose}
      onFocus={onReached}
      role="treeitem"
      style={{ marginInlineStart: `${Math.min(depth, DEEPEST) * 20}px` }}
      tabIndex={reachable ? 0 : -1}
    >
      <span className="max-w-40 shrink-0 truncate font-medium">{who}</span>
      <span
        className={cx(
          "min-w-0 flex-1 truncate",
          restores !== null && "text-text-subtle line-through",
        )}
        dir="auto"
      >
        {stretch.excerpt || t`Without words`}
      </span>
      <span className="shrink-0 text-xs text-text-subtle">
        {restores === null
          ? plural({ count: stretch.count }, { one: "# message", other: "# messages" })
          : t`Deleted: restore`}
      </span>
      <RelativeTime at={stretch.created_at} className="shrink-0 text-xs text-text-subtle" />
    </div>
  );
};
