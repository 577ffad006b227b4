import { useState } from "react";

import { ErrorNote } from "../../components/ErrorNote";
import { Skeleton } from "../../components/Skeleton";
import { useSettings } from "../../data/use-settings";
import { KeyForm } from "./KeyForm";
import { KeyOutcome } from "./KeyOutcome";
import { KeySummary } from "./KeySummary";
import { SealForm } from "./SealForm";
import { UnlockForm } from "./UnlockForm";
import { useApiKeyConfig } from "./use-api-key-config";

type Props = {
  /** Runs once a key was tried and works. */
  readonly onWorks?: () => void;
};

/** Keeps, tests, replaces and deletes the API key of the endpoint in use. */
export const ApiKeySetup = ({ onWorks }: Props) => {
  const config = useApiKeyConfig();
  const { settings } = useSettings();
  const [replacing, setReplacing] = useState(false);
  const { status, statusError, check } = config;

  if (statusError) {
    return <ErrorNote error={statusError} onRetry={config.readStatus} />;
  }
  if (!status || !settings) return <Skeleton lines={2} />;
  if (status.vault.state === "locked") return <UnlockForm config={config} vault={status.vault} />;
  if (status.vault.state === "missing") return <SealForm config={config} vault={status.vault} />;

  const endpoint = settings.endpoint.kind === "custom" ? "custom" : "anthropic";
  const save = async (key: string) => {
    const models = await config.save(key);
    if (models) onWorks?.();
    return models !== null;
  };
  return (
    <div className="flex flex-col gap-4">
      {status.key && !replacing ? (
        <KeySummary config={config} kept={status.key} onReplace={() => setReplacing(true)} />
      ) : (
        <KeyForm
          busy={check.state === "saving" || check.state === "testing"}
          endpoint={endpoint}
          onCancel={status.key ? () => setReplacing(false) : null}
          onSave={async (key) => {
            if (await save(key)) setReplacing(false);
          }}
          place={status.vault.place}
        />
      )}
      <KeyOutcome check={check} onRetry={config.test} />
    </div>
  );
};
