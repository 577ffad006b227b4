import { t } from "@lingui/core/macro";
import { type FormEvent, useState } from "react";

import { Button } from "../../components/Button";
import { TextField } from "../../components/TextField";
import { hostOf } from "./catalogue-fetch";

type Props = { readonly busy: boolean; readonly onFetch: (address: string) => void };

/** Takes the address of a repository, and says who is contacted before it is. */
export const CatalogueForm = ({ busy, onFetch }: Props) => {
  const [address, setAddress] = useState("");
  const host = hostOf(address);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (host !== null && !busy) onFetch(address);
  };
  return (
    <form className="flex flex-col gap-2" onSubmit={submit}>
      <TextField
        autoComplete="off"
        className="font-mono"
        description={
          host === null
            ? t`The https address of a public repository. Nobody is contacted while you type.`
            : t`Fetching contacts ${host} and nobody else: it learns your network address and which repository you want. Nothing of yours is sent.`
        }
        dir="ltr"
        inputMode="url"
        label={t`Address of a git repository`}
        maxLength={500}
        onChange={setAddress}
        placeholder="https://example.org/somebody/themes"
        spellCheck={false}
        text={address}
      />
      <div>
        <Button disabled={host === null || busy} type="submit">
          {host === null ? t`Fetch` : t`Fetch from ${host}`}
        </Button>
      </div>
    </form>
  );
};
