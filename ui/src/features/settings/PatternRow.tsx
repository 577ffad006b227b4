import type { Pattern } from "@atelier/client/types";
import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg, plural, t } from "@lingui/core/macro";
import type { ReactNode } from "react";

import { RelativeTime } from "../../components/RelativeTime";

type Props = {
  readonly pattern: Pattern;
  /** Why it is shown, where that is not plain. */
  readonly note?: ReactNode;
  readonly actions: ReactNode;
};

/** Something learned: what was asked, what was answered, and what came of it. */
export const PatternRow = ({ pattern, note, actions }: Props) => (
  <li className="py-3" data-pattern={pattern.id}>
    <div className="flex items-baseline gap-3">
      <p
        className="line-clamp-2 min-w-0 flex-1 text-sm font-medium wrap-anywhere"
        dir="auto"
        id={messageId(pattern)}
      >
        {pattern.message}
      </p>
      <RelativeTime at={pattern.created_at} className="shrink-0 text-xs text-text-faint" />
    </div>
    {pattern.response && (
      <p className="mt-0.5 line-clamp-2 text-xs wrap-anywhere text-text-subtle" dir="auto">
        {pattern.response}
      </p>
    )}
    {note}
    <div className="mt-1 flex flex-wrap items-center gap-x-1 gap-y-1">
      <p className="min-w-0 flex-1 basis-48 text-xs text-text-faint">{history(pattern)}</p>
      {actions}
    </div>
  </li>
);

/** Where it comes from, and how often it helped. */
const history = (pattern: Pattern): string => {
  const times = pattern.wins + pattern.losses;
  return [
    i18n._(ORIGIN[pattern.source]),
    pattern.scope.kind === "project" && t`only in ${{ name: pattern.scope.name }}`,
    times > 0 &&
      t`${plural(times, { one: `helped ${{ wins: pattern.wins }} of # time`, other: `helped ${{ wins: pattern.wins }} of # times` })}`,
    pattern.suspended && t`not suggested any more`,
    pattern.pinned && t`pinned`,
  ]
    .filter(Boolean)
    .join(" · ");
};

const ORIGIN: Record<Pattern["source"], MessageDescriptor> = {
  conversation: msg`From a conversation`,
  person: msg`Taught by hand`,
  import: msg`Imported`,
};

/** The element that says what was asked; what the buttons beside it are about. */
export const messageId = ({ id }: Pattern): string => `pattern-${id}`;

/** Puts the focus on the row after the one that goes, or on `otherwise`. */
export const focusBeside = (
  list: HTMLElement | null,
  id: string,
  otherwise: HTMLElement | null,
) => {
  const rows = [...(list?.querySelectorAll<HTMLElement>("[data-pattern]") ?? [])];
  const at = rows.findIndex((row) => row.dataset["pattern"] === id);
  const beside = rows[at + 1] ?? rows[at - 1];
  (beside?.querySelector<HTMLElement>("button") ?? otherwise)?.focus();
};
