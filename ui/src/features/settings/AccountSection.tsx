import type { EndpointKind } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { FlaskConical, Server, Sparkles } from "lucide-react";
import { useState } from "react";

import { Button } from "../../components/Button";
import { ChoiceCards } from "../../components/ChoiceCards";
import { ErrorNote } from "../../components/ErrorNote";
import { StoreWords } from "../../components/StoreWords";
import { useCommand } from "../../data/use-command";
import { useOperation } from "../../data/use-operation";
import { ApiKeySetup } from "./ApiKeySetup";
import { EndpointAddress } from "./EndpointAddress";
import { type SectionProps, Setting } from "./setting";

/** Where answers come from, the key for it, and where conversations are kept. */
export const AccountSection = ({ settings, save }: SectionProps) => {
  const { endpoint } = settings;
  const [picked, setPicked] = useState<EndpointKind | null>(null);
  const kind = picked ?? endpoint.kind;
  const choose = (next: EndpointKind) => {
    // An endpoint of one's own counts only once its address is known.
    if (next === "custom") return setPicked(next);
    setPicked(null);
    save({ endpoint: { ...endpoint, kind: next, base_url: null } });
  };
  return (
    <>
      <Setting
        description={t`Each endpoint has a key of its own; none is ever sent to another.`}
        id="endpoint"
        title={t`Where answers come from`}
      >
        <div className="flex flex-col gap-4">
          <ChoiceCards choices={endpoints()} label={t`Endpoint`} onChange={choose} value={kind} />
          {kind === "custom" && (
            <EndpointAddress
              endpoint={endpoint}
              onSave={(next) => {
                setPicked(null);
                save({ endpoint: next });
              }}
            />
          )}
        </div>
      </Setting>
      {kind === endpoint.kind && (
        <Setting id="key" title={t`API key`}>
          {endpoint.kind === "simulator" ? (
            <p className="text-sm text-text-subtle">
              {t`The simulator needs no key. Its answers are made up by Atelier, and marked.`}
            </p>
          ) : (
            <ApiKeySetup key={endpoint.base_url} />
          )}
        </Setting>
      )}
      <StoreSetting />
    </>
  );
};

const StoreSetting = () => {
  const store = useOperation("store.status", {});
  const keep = useCommand("store.keep");
  return (
    <Setting
      description={store.data && <StoreWords store={store.data} />}
      id="store"
      title={t`Where conversations are kept`}
    >
      {store.data?.state === "in_memory" && (
        <Button onClick={() => keep.mutate({})} pending={keep.isPending} variant="primary">
          {t`Keep them on this computer`}
        </Button>
      )}
      {keep.error && (
        <div className="mt-3">
          <ErrorNote error={keep.error} title={t`They are still only in memory`} />
        </div>
      )}
      {store.error && <ErrorNote error={store.error} onRetry={() => void store.refetch()} />}
    </Setting>
  );
};

const endpoints = () =>
  [
    { value: "anthropic", label: "Anthropic", description: t`Claude itself`, icon: Sparkles },
    {
      value: "simulator",
      label: t`Simulator`,
      description: t`Made-up answers`,
      icon: FlaskConical,
    },
    { value: "custom", label: t`Own endpoint`, description: t`Any Messages API`, icon: Server },
  ] as const;
