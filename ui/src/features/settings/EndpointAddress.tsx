import type { ApiVersion, Endpoint } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { type FormEvent, useState } from "react";

import { Button } from "../../components/Button";
import { Field } from "../../components/Field";
import { Select } from "../../components/Select";
import { TextField } from "../../components/TextField";
import { addressProblem } from "./endpoint-address";

type Props = { readonly endpoint: Endpoint; readonly onSave: (endpoint: Endpoint) => void };

/** The address of an endpoint of one's own, and the version of the API that it speaks. */
export const EndpointAddress = ({ endpoint, onSave }: Props) => {
  const [address, setAddress] = useState(endpoint.base_url ?? "");
  const [version, setVersion] = useState<ApiVersion>(endpoint.api_version);
  const [problem, setProblem] = useState<string | null>(null);
  const url = address.trim();
  const unchanged = url === endpoint.base_url && version === endpoint.api_version;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = addressProblem(url);
    setProblem(found);
    if (found === null) onSave({ kind: "custom", base_url: url, api_version: version });
  };
  return (
    <form className="flex flex-col gap-3" onSubmit={submit}>
      <TextField
        description={t`What stands before /v1/messages. Plain http only for this computer.`}
        error={problem}
        label={t`Address`}
        onChange={setAddress}
        placeholder="https://models.example.org"
        spellCheck={false}
        text={address}
      />
      <Field label={t`Version of the API`} layout="beside">
        {(control) => (
          <Select {...control} onChange={setVersion} options={VERSIONS} value={version} />
        )}
      </Field>
      <div>
        <Button disabled={url === "" || unchanged} type="submit" variant="primary">
          {t`Use this endpoint`}
        </Button>
      </div>
    </form>
  );
};

const VERSIONS = [
  { value: "2026-10-21", label: "2026-10-21" },
  { value: "2023-06-01", label: "2023-06-01" },
] as const;
