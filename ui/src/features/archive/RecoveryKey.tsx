import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";

import { Button } from "../../components/Button";
import { ErrorNote } from "../../components/ErrorNote";
import { Field } from "../../components/Field";
import { PasswordInput } from "../../components/PasswordInput";
import { useCommand } from "../../data/use-command";
import { Part } from "./Part";
import { PathField } from "./PathField";

/** The shortest passphrase that seals the key. */
const SHORTEST = 12;

/** Writes the key that opens everything into a file, sealed with a passphrase. */
export const RecoveryKey = () => {
  const [path, setPath] = useState("~/atelier-recovery.sealed");
  const [passphrase, setPassphrase] = useState("");
  const save = useCommand("backup.recovery_key");
  const kept = save.data?.path;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ path: path.trim(), passphrase }, { onSuccess: () => setPassphrase("") });
  };
  return (
    <Part
      description={t`Backups open only with the key on this computer. This writes it into a file, sealed with a passphrase. On another computer, put it into an empty data folder as secrets.sealed and a backup beside it as atelier.db; Atelier then asks for the passphrase.`}
      id="recovery"
      title={t`Recovery key`}
    >
      <form className="flex flex-col gap-3" onSubmit={submit}>
        <PathField chooses="new_file" label={t`Write the key to`} onChange={setPath} path={path} />
        <Field
          description={plural(SHORTEST, {
            one: "At least # character. Nobody can recover it.",
            other: "At least # characters. Nobody can recover it.",
          })}
          label={t`Passphrase of the recovery key`}
        >
          {(control) => (
            <PasswordInput
              {...control}
              autoComplete="new-password"
              onChange={(event) => setPassphrase(event.target.value)}
              value={passphrase}
            />
          )}
        </Field>
        <div>
          <Button
            disabled={[...passphrase].length < SHORTEST || path.trim() === ""}
            pending={save.isPending}
            type="submit"
          >
            {t`Write the recovery key`}
          </Button>
        </div>
      </form>
      {save.error && <ErrorNote error={save.error} title={t`Nothing was written`} />}
      {save.data && (
        <p className="text-sm" role="status">
          <Trans>
            The key is in{" "}
            <span className="font-mono wrap-anywhere" dir="ltr">
              {kept}
            </span>
            . Keep it and the passphrase apart from this computer.
          </Trans>
        </p>
      )}
    </Part>
  );
};
