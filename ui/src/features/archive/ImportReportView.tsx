import type { ImportReport } from "@atelier/client/types";
import { t } from "@lingui/core/macro";

import { Facts } from "../../components/Facts";
import { count } from "../../lib/quantity";
import { date } from "../../lib/time";
import { SOURCES } from "./words";

type Props = { readonly report: ImportReport };

/** What an import brings, or brought, and what it leaves out. */
export const ImportReportView = ({ report }: Props) => {
  const facts = [
    { name: t`From`, value: report.source ? SOURCES[report.source] : t`nowhere known` },
    { name: t`New conversations`, value: count(report.new_conversations) },
    ...some(t`Conversations with new messages`, report.grown_conversations),
    ...some(t`Conversations that are here already`, report.known_conversations),
    { name: t`New messages`, value: count(report.new_messages) },
    ...some(t`New projects`, report.collections.projects),
    ...some(t`New templates`, report.collections.templates),
    ...some(t`New themes`, report.collections.themes),
    ...some(t`New patterns`, report.collections.patterns),
    ...some(t`New budgets of conversations`, report.collections.budgets),
    ...some(t`Files that are not taken in`, report.missing_files),
    ...(report.first_at !== null && report.last_at !== null
      ? [{ name: t`From the time of`, value: span(report.first_at, report.last_at) }]
      : []),
  ];
  return (
    <div className="rounded-card border border-hairline bg-surface-raised px-4 py-2">
      <Facts facts={facts} />
      {report.remarks.length > 0 && (
        <div className="border-t border-hairline py-2 text-sm">
          <h3 className="font-medium">{t`What differs`}</h3>
          <ul className="mt-1 list-disc pl-5 text-text-subtle">
            {report.remarks.map(({ text, count: times, left_out, example }) => (
              <li key={text}>
                {left_out ? t`Left out:` : t`Taken otherwise:`} <span lang="en">{text}</span> (
                {example === null
                  ? count(times)
                  : t`${{ times: count(times) }}, such as “${example}”`}
                )
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
};

/** A row for what there is any of. */
const some = (name: string, value: number) => (value > 0 ? [{ name, value: count(value) }] : []);

const span = (firstAt: number, lastAt: number): string => {
  const first = date(firstAt, { dateStyle: "medium" });
  const last = date(lastAt, { dateStyle: "medium" });
  return first === last ? first : t`${first} to ${last}`;
};
