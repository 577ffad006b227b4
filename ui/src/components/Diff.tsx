import type { DiffHunk, DiffKind, DiffLine, DiffPart } from "@atelier/client/types";
import { i18n } from "@lingui/core";
import { msg, plural, t } from "@lingui/core/macro";
import { memo, useState } from "react";

import { cx } from "../lib/cx";
import { useLocale } from "../lib/language";
import { count } from "../lib/quantity";
import { ExactText } from "./markdown/Inline";

type Props = {
  /** What it is the difference of: its accessible name. */
  readonly label: string;
  readonly hunks: readonly DiffHunk[];
  /** How many lines the text before has. */
  readonly lines: number;
  /** Shows more of what stays; none where all is shown. */
  readonly onMore?: (() => void) | undefined;
};

/** How many lines are drawn at once. */
const AT_ONCE = 400;

/** The difference of two texts, line by line, with a sign and words besides the colour. */
export const Diff = ({ label, hunks, lines, onMore }: Props) => {
  const [most, setMost] = useState(AT_ONCE);
  const all = hunks.reduce((sum, hunk) => sum + hunk.lines.length, 0);
  const total = count(all);
  let room = most;
  let next = 1;
  return (
    <section
      aria-label={label}
      className="max-h-[45vh] overflow-auto rounded-card border border-hairline bg-surface-sunken font-mono text-xs leading-relaxed [font-variant-ligatures:none]"
      dir="ltr"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      tabIndex={0}
    >
      <table className="w-full border-collapse">
        <thead className="sr-only">
          <tr>
            <th>{t`Line before`}</th>
            <th>{t`Line after`}</th>
            <th>{t({ message: "Change", context: "noun" })}</th>
            <th>{t`Text`}</th>
          </tr>
        </thead>
        {hunks.map((hunk) => {
          if (room <= 0) return null;
          const shown = hunk.lines.slice(0, room);
          room -= shown.length;
          const between = hunk.before - next;
          next = hunk.before + hunk.lines.filter(({ kind }) => kind !== "added").length;
          return (
            <tbody key={`${hunk.before} ${hunk.after}`}>
              <Unchanged count={between} onMore={onMore} />
              <Hunk before={hunk.before} after={hunk.after} lines={shown} />
            </tbody>
          );
        })}
        {room > 0 && (
          <tbody>
            <Unchanged count={lines - next + 1} onMore={onMore} />
          </tbody>
        )}
      </table>
      {all > most && (
        <button
          className="w-full px-3 py-2 text-left text-accent hover:underline focus-visible:-outline-offset-2"
          onClick={() => setMost(most * 4)}
          type="button"
        >
          {plural(
            { count: Math.min(all - most, most * 3) },
            { one: `Show # more line of ${total}`, other: `Show # more lines of ${total}` },
          )}
        </button>
      )}
    </section>
  );
};

type UnchangedProps = { readonly count: number; readonly onMore: (() => void) | undefined };

const Unchanged = ({ count, onMore }: UnchangedProps) =>
  count > 0 && (
    <tr className="bg-surface-hover text-text-subtle">
      <td className="px-3 py-0.5" colSpan={4}>
        {plural(count, { one: "# unchanged line", other: "# unchanged lines" })}
        {onMore && (
          <button className="ml-3 text-accent hover:underline" onClick={onMore} type="button">
            {t`Show more`}
          </button>
        )}
      </td>
    </tr>
  );

type HunkProps = {
  readonly before: number;
  readonly after: number;
  readonly lines: readonly DiffLine[];
};

const Hunk = memo(({ before, after, lines }: HunkProps) => {
  useLocale();
  let old = before;
  let now = after;
  return lines.map((line) => {
    const from = line.kind === "added" ? null : old++;
    const to = line.kind === "removed" ? null : now++;
    return <Line from={from} key={`${from} ${to}`} line={line} to={to} />;
  });
});

type LineProps = {
  readonly line: DiffLine;
  readonly from: number | null;
  readonly to: number | null;
};

const SIGN = { same: "\u00a0", added: "+", removed: "\u2212" } as const;
const SAID = { same: null, added: msg`added`, removed: msg`removed` } as const;
const LOOK = { same: "", added: "bg-success-subtle", removed: "bg-danger-subtle" } as const;
const SIGN_LOOK = { same: "", added: "text-success", removed: "text-danger" } as const;

const NUMBER = "w-px px-2 text-right align-top text-text-faint tabular-nums select-none";

const Line = ({ line: { kind, text, parts, note }, from, to }: LineProps) => {
  const said = SAID[kind];
  return (
    <tr className={LOOK[kind]} data-kind={kind}>
      <td className={NUMBER}>{from}</td>
      <td className={NUMBER}>{to}</td>
      <td className={cx("w-px px-1 align-top font-semibold select-none", SIGN_LOOK[kind])}>
        <span aria-hidden="true">{SIGN[kind]}</span>
        {said && <span className="sr-only">{i18n._(said)}</span>}
      </td>
      <td className="pr-3 whitespace-pre-wrap wrap-anywhere">
        {parts ? <Words kind={kind} parts={parts} /> : <ExactText text={text} />}
        {note && <span className="ml-2 text-text-subtle italic">({note})</span>}
      </td>
    </tr>
  );
};

type WordsProps = { readonly kind: DiffKind; readonly parts: readonly DiffPart[] };

/** What changed of a line that has a partner stands out by an underline too, not by its colour alone. */
const Words = ({ kind, parts }: WordsProps) =>
  parts.map(({ text, changed }, at) =>
    changed ? (
      <mark
        className={cx(
          "rounded-xs bg-transparent font-semibold text-text underline decoration-2 underline-offset-2 forced-colors:bg-[Mark] forced-colors:text-[MarkText]",
          kind === "added" ? "decoration-success" : "decoration-danger",
        )}
        data-changed=""
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is known by its place in the line
        key={at}
      >
        <ExactText text={text} />
      </mark>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a part is known by its place in the line
      <ExactText key={at} text={text} />
    ),
  );
