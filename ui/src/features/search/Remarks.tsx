import type { SearchResults } from "@atelier/client/types";
import { t } from "@lingui/core/macro";

import { list } from "../../lib/quantity";

type Props = {
  readonly results: Pick<SearchResults, "notes" | "corrections" | "relaxed" | "incomplete">;
};

/** What a person should know about what was found. */
export const Remarks = ({ results: { notes, corrections, relaxed, incomplete } }: Props) => {
  const remarks = [
    ...corrections.map(
      ({ written, instead }) =>
        t`Nothing holds “${written}”. Shown: ${{
          instead: list(
            instead.map((word) => t`“${word}”`),
            "conjunction",
          ),
        }}.`,
    ),
    ...(relaxed ? [t`Nothing holds all of these words. Shown is what holds most of them.`] : []),
    ...(incomplete
      ? [t`Older messages are still being made findable; something may be missing.`]
      : []),
  ];
  if (notes.length + remarks.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1 rounded-card bg-info-subtle px-3 py-2 text-sm">
      {notes.map((note) => (
        <li className="wrap-anywhere" key={note} lang="en">
          {note}
        </li>
      ))}
      {remarks.map((remark) => (
        <li className="wrap-anywhere" key={remark}>
          {remark}
        </li>
      ))}
    </ul>
  );
};
