import type { Latency } from "@atelier/client/types";
import { t } from "@lingui/core/macro";

import { count, microseconds } from "../../lib/quantity";

type Props = { readonly rows: readonly Latency[] };

/** How long operations took, the slowest first. */
export const MetricsTable = ({ rows }: Props) => {
  if (rows.length === 0) {
    return <p className="text-sm text-text-subtle">{t`Nothing was called yet.`}</p>;
  }
  const slowestFirst = [...rows].sort((a, b) => b.p95_us - a.p95_us);
  return (
    <div className="overflow-x-auto rounded-card border border-hairline">
      <table className="numeric w-full text-right text-sm">
        <thead className="bg-surface-sunken text-xs text-text-subtle">
          <tr>
            <th className="px-3 py-2 text-left font-medium">{t`Operation`}</th>
            <th className="px-3 py-2 font-medium">{t`Calls`}</th>
            <th className="px-3 py-2 font-medium">{t`Failed`}</th>
            <th className="px-3 py-2 font-medium">{t`Half`}</th>
            <th className="px-3 py-2 font-medium">{t`95 of 100`}</th>
            <th className="px-3 py-2 font-medium">{t`Longest`}</th>
          </tr>
        </thead>
        <tbody>
          {slowestFirst.map((row) => (
            <tr className="border-t border-hairline" key={row.operation}>
              <td className="px-3 py-1.5 text-left font-mono text-xs">{row.operation}</td>
              <td className="px-3 py-1.5">{count(row.calls)}</td>
              <td className={row.failures > 0 ? "px-3 py-1.5 text-danger" : "px-3 py-1.5"}>
                {count(row.failures)}
              </td>
              <td className="px-3 py-1.5">{microseconds(row.p50_us)}</td>
              <td className="px-3 py-1.5">{microseconds(row.p95_us)}</td>
              <td className="px-3 py-1.5">{microseconds(row.max_us)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
