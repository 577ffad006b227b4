import type { ImportReport } from "@atelier/client/types";

import { Facts } from "../../components/Facts";
import { count } from "../../lib/quantity";
import { SOURCES } from "./words";

type Props = { readonly report: ImportReport };

/** What an import brings, or brought, and what it leaves out. */
export const ImportReportView = ({ report }: Props) => {
  const facts = [
    { name: "From", value: report.source ? SOURCES[report.source] : "nowhere known" },
    { name: "New conversations", value: count(report.new_conversations) },
    ...some("Conversations with new messages", report.grown_conversations),
    ...some("Conversations that are here already", report.known_conversations),
    { name: "New messages", value: count(report.new_messages) },
    ...some("Files that are not taken in", report.missing_files),
    ...(report.first_at !== null && report.last_at !== null
      ? [{ name: "From the time of", value: span(report.first_at, report.last_at) }]
      : []),
  ];
  return (
    <div className="rounded-card border border-hairline bg-surface-raised px-4 py-2">
      <Facts facts={facts} />
      {report.remarks.length > 0 && (
        <div className="border-t border-hairline py-2 text-sm">
          <h3 className="font-medium">What differs</h3>
          <ul className="mt-1 list-disc pl-5 text-text-subtle">
            {report.remarks.map(({ text, count: times, left_out, example }) => (
              <li key={text}>
                {left_out ? "Left out" : "Taken otherwise"}: {text} ({count(times)}
                {example === null ? "" : `, such as “${example}”`})
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

const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });

const span = (first: number, last: number): string => DAY.formatRange(first, last);
