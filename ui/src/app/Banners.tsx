import type { Settings } from "@atelier/client/types";
import { useLocation } from "wouter";

import { Banner } from "../components/Banner";
import { Button } from "../components/Button";
import { showToast } from "../components/toasts";
import { useConnection } from "../data/connection";
import { useCommand } from "../data/use-command";
import { useOperation } from "../data/use-operation";
import { useOnline } from "../lib/use-online";

type Props = { readonly settings: Settings };

/** What a person should know all the time: offline, locked, simulated, kept nowhere. */
export const Banners = ({ settings }: Props) => {
  const [, navigate] = useLocation();
  const online = useOnline();
  const connection = useConnection((store) => store.connection);
  const simulated = settings.endpoint.kind === "simulator";
  const { data: secrets } = useOperation("secret.status", {});
  const openAccount = () => navigate("/settings/account");
  return (
    <div>
      {connection.state === "lost" && (
        <Banner tone="danger">
          Atelier’s core does not answer. What is saved is safe; the page tries again by itself.
        </Banner>
      )}
      {connection.state === "refused" && <Banner tone="danger">{connection.error.message}</Banner>}
      {!online && settings.endpoint.kind === "anthropic" && (
        <Banner tone="warning">
          You are offline. Claude cannot be reached; everything else works as usual.
        </Banner>
      )}
      {secrets?.vault.state === "locked" && (
        <Banner action={<Button onClick={openAccount}>Unlock</Button>} tone="warning">
          Your key and your conversations are locked.
        </Banner>
      )}
      {secrets?.vault.state !== "locked" && secrets?.store.state === "unavailable" && (
        <Banner tone="danger">{secrets.store.message}</Banner>
      )}
      {simulated && (
        <Banner action={<Button onClick={openAccount}>Use Claude</Button>} tone="info">
          Answers are simulated: they come from Atelier itself, not from Claude.
        </Banner>
      )}
      {secrets?.store.state === "in_memory" && <InMemory />}
    </div>
  );
};

const InMemory = () => {
  const keep = useCommand("store.keep", {
    onSuccess: () => showToast({ text: "Your conversations are kept from now on" }),
  });
  const [, navigate] = useLocation();
  const onClick = () => keep.mutate({}, { onError: () => navigate("/settings/account") });
  return (
    <Banner
      action={
        <Button onClick={onClick} pending={keep.isPending}>
          Keep them
        </Button>
      }
      tone="info"
    >
      Conversations are only in memory, and gone when Atelier closes.
    </Banner>
  );
};
