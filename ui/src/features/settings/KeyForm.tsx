import type { SecretPlace } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";

import { Button } from "../../components/Button";
import { ExternalLink } from "../../components/ExternalLink";
import { Field } from "../../components/Field";
import { PasswordInput } from "../../components/PasswordInput";
import { shapeKey } from "./key-shape";
import { willBeKeptWords } from "./words";

type Props = {
  readonly endpoint: "anthropic" | "custom";
  readonly place: SecretPlace;
  readonly busy: boolean;
  readonly onSave: (key: string) => Promise<void>;
  readonly onCancel: (() => void) | null;
};

const CONSOLE = "https://console.anthropic.com/settings/keys";

/** Takes a key; it leaves the page as soon as it is handed over. */
export const KeyForm = ({ endpoint, place, busy, onSave, onCancel }: Props) => {
  const [pasted, setPasted] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const shape = shapeKey(pasted, endpoint);
    setProblem(shape.problem);
    if (shape.problem !== null || busy) return;
    setPasted("");
    void onSave(shape.key);
  };
  return (
    <form className="flex flex-col gap-3" onSubmit={submit}>
      <Field
        description={
          <>
            {willBeKeptWords(place)}
            {endpoint === "anthropic" && (
              <>
                {" "}
                <Trans>
                  Keys come from the <ExternalLink href={CONSOLE}>Anthropic console</ExternalLink>.
                </Trans>
              </>
            )}
          </>
        }
        error={problem}
        label={t`API key`}
      >
        {(control) => (
          <PasswordInput
            {...control}
            disabled={busy}
            onChange={(event) => {
              setPasted(event.target.value);
              setProblem(null);
            }}
            placeholder={endpoint === "anthropic" ? "sk-ant-…" : ""}
            value={pasted}
          />
        )}
      </Field>
      <div className="flex gap-2">
        <Button disabled={pasted.trim() === ""} pending={busy} type="submit" variant="primary">
          {t`Save and test`}
        </Button>
        {onCancel && (
          <Button onClick={onCancel} variant="quiet">
            {t`Cancel`}
          </Button>
        )}
      </div>
    </form>
  );
};
