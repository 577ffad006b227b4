import type { Settings } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { useLocation } from "wouter";
import { Banner } from "../components/Banner";
import { Button } from "../components/Button";
import { StoreWords } from "../components/StoreWords";
import { showToast } from "../components/toasts";
import { useConnection } from "../data/connection";
import { useCommand } from "../data/use-command";
import { useOperation } from "../data/use-operation";
import { errorLine } from "../lib/error-words";
import { useOnline } from "../lib/use-online";

type Props = { readonly settings: Settings };

/** What a person should know all the time: unreachable, offline, locked, simulated, kept nowhere. */
export const Banners = ({ settings }: Props) => {
  const [, navigate] = useLocation();
  const online = useOnline();
  const connection = useConnection((store) => store.connection);
  const { data: secrets } = useOperation("secret.status", {});
  const openAccount = () => navigate("/settings/account");
  return (
    <div>
      {connection.state === "lost" && (
        <Banner tone="danger">
          {t`Atelier’s core does not answer. What is saved is safe; the page tries again by itself.`}
        </Banner>
      )}
      {connection.state === "refused" && (
        <Banner tone="danger">{errorLine(connection.error)}</Banner>
      )}
      {!online && settings.endpoint.kind === "anthropic" && (
        <Banner tone="warning">
          {t`You are offline. Claude cannot be reached; everything else works as usual.`}
        </Banner>
      )}
      {secrets?.vault.state === "locked" && (
        <Banner action={<Button onClick={openAccount}>{t`Unlock`}</Button>} tone="warning">
          {t`Your key and your conversations are locked.`}
        </Banner>
      )}
      {secrets?.vault.state !== "locked" && secrets?.store.state === "unavailable" && (
        <Banner tone="danger">
          <StoreWords store={secrets.store} />
        </Banner>
      )}
      <Provisional
        inMemory={secrets?.store.state === "in_memory"}
        onUseClaude={openAccount}
        simulated={settings.endpoint.kind === "simulator"}
      />
    </div>
  );
};

type ProvisionalProps = {
  readonly simulated: boolean;
  readonly inMemory: boolean;
  readonly onUseClaude: () => void;
};

/** Says what is not real, or not lasting. */
const Provisional = ({ simulated, inMemory, onUseClaude }: ProvisionalProps) => {
  const keep = useCommand("store.keep", {
    onSuccess: () => showToast({ text: t`Your conversations are kept from now on` }),
  });
  if (!simulated && !inMemory) return null;
  // Where there is nowhere to keep them yet, the settings say what to do about it.
  const keepThem = () => keep.mutate({}, { onError: onUseClaude });
  const action = (
    <div className="flex gap-2">
      {inMemory && (
        <Button onClick={keepThem} pending={keep.isPending}>
          {t`Keep conversations`}
        </Button>
      )}
      {simulated && <Button onClick={onUseClaude}>{t`Use Claude`}</Button>}
    </div>
  );
  return (
    <Banner action={action} tone="info">
      {simulated && t`Answers are simulated: they come from Atelier itself, not from Claude.`}
      {simulated && inMemory && " "}
      {inMemory && t`Conversations are only in memory, and gone when Atelier closes.`}
    </Banner>
  );
};
