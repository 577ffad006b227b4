import { type OperationError, toOperationError } from "@atelier/client/errors";
import type { OperationSummary } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";

import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { ErrorNote } from "../../components/ErrorNote";
import { Skeleton } from "../../components/Skeleton";
import { invalidateTags, staleAfter } from "../../data/tags";
import { useTransport } from "../../data/transport";
import { useOperation } from "../../data/use-operation";
import { type Choices, FormFields } from "./FormFields";
import { OperationResult } from "./OperationResult";
import { asCall, firstSentence, isDestructive, titleOf } from "./operations";
import { type FormField, fieldsOf, inputOf } from "./schema";

type Props = {
  readonly operation: Pick<OperationSummary, "name" | "kind" | "doc">;
  /** What a field may be chosen from, and what it begins with; null where it is typed. */
  readonly choices: Choices;
  readonly onClose: () => void;
};

/** Asks for what an operation takes, confirms what cannot be taken back, and shows what came of it. */
export const OperationDialog = ({ operation, choices, onClose }: Props) => {
  const { name, kind, doc } = operation;
  const detail = useOperation("operation.get", { name });
  return (
    <Dialog onClose={onClose} open title={titleOf(name)} titleLang="en">
      <p className="mb-4 text-sm text-text-subtle" lang="en">
        {firstSentence(doc)}
      </p>
      {detail.isPending && <Skeleton lines={2} />}
      {detail.error && <ErrorNote error={detail.error} onRetry={() => void detail.refetch()} />}
      {detail.data && (
        <OperationForm
          choices={choices}
          destructive={isDestructive(name, kind)}
          fields={fieldsOf(detail.data.input)}
          name={name}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
};

type FormProps = {
  readonly name: string;
  readonly fields: readonly FormField[];
  readonly destructive: boolean;
  readonly choices: Choices;
  readonly onClose: () => void;
};

type Outcome =
  | { readonly state: "asking" }
  | { readonly state: "running" }
  | { readonly state: "failed"; readonly error: OperationError }
  | { readonly state: "done"; readonly output: unknown };

const OperationForm = ({ name, fields, destructive, choices, onClose }: FormProps) => {
  const transport = useTransport();
  const client = useQueryClient();
  const id = useId();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(() =>
    beginning(name, fields, choices),
  );
  const [tried, setTried] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>({ state: "asking" });
  const { input, wrong } = inputOf(fields, typed);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(wrong).length > 0 || outcome.state === "running") return;
    setOutcome({ state: "running" });
    try {
      const output: unknown = await transport.call(asCall(name), input as never);
      setOutcome({ state: "done", output });
    } catch (cause) {
      setOutcome({ state: "failed", error: toOperationError(cause) });
    }
    invalidateTags(client, staleAfter(asCall(name)));
  };
  if (outcome.state === "done") {
    return <OperationResult onClose={onClose} output={outcome.output} />;
  }
  return (
    <form className="flex flex-col gap-4" onSubmit={onSubmit}>
      <FormFields
        choices={choices}
        fields={fields}
        name={name}
        onChange={(field, text) => setTyped({ ...typed, [field]: text })}
        typed={typed}
        wrong={tried ? wrong : {}}
      />
      {destructive && (
        <p className="rounded-card bg-warning-subtle px-4 py-3 text-sm text-warning" id={id}>
          {t`This changes or removes something at once. Is that what you want?`}
        </p>
      )}
      {outcome.state === "failed" && <ErrorNote error={outcome.error} title={t`It was not done`} />}
      <div className="flex justify-end gap-2">
        <Button autoFocus={destructive && fields.length === 0} onClick={onClose}>
          {t`Cancel`}
        </Button>
        <Button
          aria-describedby={destructive ? id : undefined}
          autoFocus={!destructive && fields.length === 0}
          pending={outcome.state === "running"}
          type="submit"
          variant={destructive ? "danger" : "primary"}
        >
          {destructive ? t`Yes, do it` : t`Run`}
        </Button>
      </div>
    </form>
  );
};

const beginning = (
  operation: string,
  fields: readonly FormField[],
  choices: Choices,
): Record<string, string> =>
  Object.fromEntries(
    fields.flatMap(({ name }) => {
      const start = choices(operation, name)?.start;
      return start === undefined ? [] : [[name, start]];
    }),
  );
