import type { TemplateDetail } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { type FormEvent, useEffect, useRef, useState } from "react";

import { Dialog } from "../../components/Dialog";
import { ErrorNote } from "../../components/ErrorNote";
import { FormEnd } from "../../components/FormEnd";
import { Skeleton } from "../../components/Skeleton";
import { useCommand } from "../../data/use-command";
import { useOperation } from "../../data/use-operation";
import { VariableField } from "./VariableField";
import { dayOf, firstValues, missingIn } from "./values";

type Props = {
  readonly id: string;
  /** Takes the text once it is filled in. */
  readonly onText: (text: string) => void;
  readonly onClose: () => void;
};

/** Asks for what a template needs, and hands its text over; one that needs nothing asks nothing. */
export const TemplateFill = ({ id, onText, onClose }: Props) => {
  const detail = useOperation("template.get", { id });
  if (detail.data) {
    return <Filling detail={detail.data} key={id} onClose={onClose} onText={onText} />;
  }
  return (
    <Dialog onClose={onClose} open title={t`Template`}>
      {detail.error ? (
        <ErrorNote error={detail.error} onRetry={() => void detail.refetch()} />
      ) : (
        <Skeleton lines={3} />
      )}
    </Dialog>
  );
};

type FillingProps = Omit<Props, "id"> & { readonly detail: TemplateDetail };

const Filling = ({ detail: { template, variables }, onText, onClose }: FillingProps) => {
  const [today] = useState(() => dayOf(new Date()));
  const [values, setValues] = useState(() => firstValues(variables, today));
  const [tried, setTried] = useState(false);
  const render = useCommand("template.render", { onSuccess: ({ text }) => onText(text) });
  const missing = missingIn(variables, values);
  const fill = () => render.mutate({ id: template.id, values, today });
  const begun = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: one that asks nothing is filled in once.
  useEffect(() => {
    if (variables.length > 0 || begun.current) return;
    begun.current = true;
    fill();
  }, []);
  if (variables.length === 0 && !render.error) return null;
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing.length === 0) fill();
  };
  return (
    <Dialog onClose={onClose} open title={template.name}>
      <form className="flex flex-col gap-4" onSubmit={onSubmit}>
        {template.description !== "" && (
          <p className="text-sm text-text-subtle">{template.description}</p>
        )}
        {variables.map((variable, index) => (
          <VariableField
            error={tried && missing.includes(variable.name) ? t`This is needed.` : null}
            first={index === 0}
            key={variable.name}
            onChange={(value) => setValues({ ...values, [variable.name]: value })}
            value={values[variable.name] ?? ""}
            variable={variable}
          />
        ))}
        {render.error && <ErrorNote error={render.error} title={t`It was not filled in`} />}
        <FormEnd act={t`Insert`} onCancel={onClose} pending={render.isPending} />
      </form>
    </Dialog>
  );
};
