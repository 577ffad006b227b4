import type { VaultState } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { type FormEvent, useState } from "react";

import { Button } from "../../components/Button";
import { CoreWords } from "../../components/CoreWords";
import { ErrorNote } from "../../components/ErrorNote";
import { Field } from "../../components/Field";
import { PasswordInput } from "../../components/PasswordInput";
import type { ApiKeyConfig } from "./use-api-key-config";

type Props = {
  readonly config: ApiKeyConfig;
  readonly vault: Extract<VaultState, { state: "locked" }>;
};

/** Opens the sealed file with its passphrase, or asks the keychain again. */
export const UnlockForm = ({ config, vault }: Props) => {
  const [passphrase, setPassphrase] = useState("");
  const sealed = vault.place === "sealed_file";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (config.unlocking) return;
    config.unlock(sealed ? passphrase : undefined);
    setPassphrase("");
  };
  return (
    <form className="flex flex-col gap-4" onSubmit={submit}>
      <p className="text-sm text-text-subtle">
        <CoreWords
          own={vault.message}
          said={
            sealed
              ? t`Key and conversations are sealed with your passphrase.`
              : t`This computer’s keychain is locked. Unlock it, then ask it again.`
          }
        />
      </p>
      {sealed && (
        <Field label={t`Passphrase`}>
          {(control) => (
            <PasswordInput
              {...control}
              disabled={config.unlocking}
              onChange={(event) => setPassphrase(event.target.value)}
              value={passphrase}
            />
          )}
        </Field>
      )}
      {config.unlockError && <ErrorNote error={config.unlockError} title={t`Still locked`} />}
      <div>
        <Button
          disabled={sealed && passphrase === ""}
          pending={config.unlocking}
          type="submit"
          variant="primary"
        >
          {sealed ? t`Unlock` : t`Ask the keychain again`}
        </Button>
      </div>
    </form>
  );
};
