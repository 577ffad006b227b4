import type { Health, Metrics } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { ErrorNote } from "../../components/ErrorNote";
import { Facts } from "../../components/Facts";
import { Skeleton } from "../../components/Skeleton";
import { StoreWords } from "../../components/StoreWords";
import { useOperation } from "../../data/use-operation";
import { bytes, count } from "../../lib/quantity";
import { duration } from "../../lib/time";
import { DiagnosticReport } from "./DiagnosticReport";
import { DiagnosticsLog } from "./DiagnosticsLog";
import { EnginesSetting } from "./EnginesSetting";
import { MetricsTable } from "./MetricsTable";
import { OwnWeight } from "./OwnWeight";
import { type SectionProps, Setting } from "./setting";

/** How often what is shown is read again, in ms. */
const EVERY = 5_000;

/** How Atelier itself is doing. */
export const DiagnosticsSection = (props: SectionProps) => {
  const health = useOperation("health.get", {}, { every: EVERY });
  const metrics = useOperation("metrics.get", {}, { every: EVERY });
  return (
    <>
      <Setting id="health" title={t`Health`}>
        {health.isPending && <Skeleton lines={5} />}
        {health.error && <ErrorNote error={health.error} onRetry={() => void health.refetch()} />}
        {health.data?.warnings.map((warning) => (
          <p className="mb-2 text-sm text-warning" key={warning} lang="en" role="status">
            {warning}
          </p>
        ))}
        {health.data && <Facts facts={healthFacts(health.data)} />}
      </Setting>
      {health.data && <OwnWeight health={health.data} />}
      <Setting
        description={t`How long each operation took since the start; half and 95 of 100 took at most this long.`}
        id="metrics"
        title={t`Response times`}
      >
        {metrics.isPending && <Skeleton lines={5} />}
        {metrics.error && (
          <ErrorNote error={metrics.error} onRetry={() => void metrics.refetch()} />
        )}
        {metrics.data && (
          <>
            <Facts facts={figures(metrics.data)} />
            <MetricsTable rows={metrics.data.operations} />
          </>
        )}
      </Setting>
      <EnginesSetting />
      <DiagnosticsLog {...props} />
      <DiagnosticReport />
    </>
  );
};

const healthFacts = (health: Health) => [
  { name: t`Version`, value: health.version },
  { name: t`Running for`, value: duration(health.uptime_ms) },
  { name: t`Conversations`, value: <StoreWords store={health.store} /> },
  { name: t`Size on disk`, value: bytes(health.store_bytes) },
  { name: t`Answers arriving`, value: count(health.active_turns) },
  { name: t`Tasks`, value: count(health.tasks) },
  ...known(t`Waiting for the store`, health.waiting),
  { name: t`Data folder`, value: health.data_folder },
];

const figures = (metrics: Metrics) => [
  {
    name: t`Calls`,
    value: t`${{ calls: count(metrics.calls) }}, ${{ failures: count(metrics.failures) }} failed`,
  },
  { name: t`Running now`, value: count(metrics.running) },
  { name: t`Windows and pages that follow`, value: count(metrics.followers) },
  {
    name: t`Reads and writes of secrets`,
    value: t`${{ secret_operations: count(metrics.secret_operations) }}, ${{ secret_failures: count(metrics.secret_failures) }} failed`,
  },
];

/** A figure, where it is known. */
const known = (name: string, value: number | null) =>
  value === null ? [] : [{ name, value: count(value) }];
