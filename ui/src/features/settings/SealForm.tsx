import type { VaultState } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { type FormEvent, useState } from "react";

import { Banner } from "../../components/Banner";
import { Button } from "../../components/Button";
import { ErrorNote } from "../../components/ErrorNote";
import { Field } from "../../components/Field";
import { PasswordInput } from "../../components/PasswordInput";
import type { ApiKeyConfig } from "./use-api-key-config";

type Props = {
  readonly config: ApiKeyConfig;
  readonly vault: Extract<VaultState, { state: "missing" }>;
};

const SHORTEST = 12;

/** Explains that there is no keychain, and offers a sealed file instead. */
export const SealForm = ({ config, vault }: Props) => {
  const [passphrase, setPassphrase] = useState("");
  const [again, setAgain] = useState("");
  const [tried, setTried] = useState(false);
  const tooShort = [...passphrase].length < SHORTEST;
  const differs = passphrase !== again;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!tooShort && !differs && !config.sealing) config.seal(passphrase);
  };
  return (
    <form className="flex flex-col gap-4" onSubmit={submit}>
      <Banner shape="card" tone="warning">
        <p className="font-medium">{t`This computer offers no keychain.`}</p>
        <p className="text-text-subtle" lang="en">
          {vault.message}
        </p>
      </Banner>
      <p className="text-sm text-text-subtle">
        {t`Atelier can keep the key in a file of its own instead, sealed with a passphrase that you type at every start. Nobody can recover it: without the passphrase the key has to be pasted again, and the conversations stay closed.`}
      </p>
      <Field
        description={t`At least ${{ shortest: SHORTEST }} characters; a few words that only you would put together.`}
        error={
          tried && tooShort ? t`It needs at least ${{ shortest: SHORTEST }} characters.` : null
        }
        label={t`Passphrase`}
      >
        {(control) => (
          <PasswordInput
            {...control}
            onChange={(event) => setPassphrase(event.target.value)}
            value={passphrase}
          />
        )}
      </Field>
      <Field
        error={tried && !tooShort && differs ? t`The two are not the same.` : null}
        label={t`The same again`}
      >
        {(control) => (
          <PasswordInput
            {...control}
            onChange={(event) => setAgain(event.target.value)}
            value={again}
          />
        )}
      </Field>
      {config.sealError && <ErrorNote error={config.sealError} />}
      <div>
        <Button
          disabled={passphrase === ""}
          pending={config.sealing}
          type="submit"
          variant="primary"
        >
          {t`Use a sealed file`}
        </Button>
      </div>
    </form>
  );
};
