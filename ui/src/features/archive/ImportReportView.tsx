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
    { name: "Conversations with new messages", value: count(report.grown_conversations) },
    { name: "Conversations that are here already", value: count(report.known_conversations) },
    { name: "New messages", value: count(report.new_messages) },
    ...(report.missing_files > 0
      ? [{ name: "Files that are not taken in", value: count(report.missing_files) }]
      : []),
    ...(report.first_at !== null && report.last_at !== null
      ? [{ name: "Between", value: `${day(report.first_at)} and ${day(report.last_at)}` }]
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

const day = (at: number): string =>
  new Intl.DateTimeFormat(undefined, { dateStyle: "medium" }).format(at);
