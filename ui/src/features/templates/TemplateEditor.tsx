import type { Template } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { type FormEvent, useState } from "react";

import { Button } from "../../components/Button";
import { ErrorNote } from "../../components/ErrorNote";
import { Field } from "../../components/Field";
import { FormEnd } from "../../components/FormEnd";
import { TextArea } from "../../components/TextArea";
import { TextField } from "../../components/TextField";
import { showToast } from "../../components/toasts";
import { useCommand } from "../../data/use-command";
import { useOperation } from "../../data/use-operation";
import { list } from "../../lib/quantity";
import { useLater } from "../../lib/use-later";

type Props = {
  /** The template to change; null makes a new one. */
  readonly template: Template | null;
  readonly onDone: () => void;
};

/** Writes a template; what its text asks for, and what is wrong with it, is said while it is typed. */
export const TemplateEditor = ({ template, onDone }: Props) => {
  const [name, setName] = useState(template?.name ?? "");
  const [description, setDescription] = useState(template?.description ?? "");
  const [tags, setTags] = useState(template?.tags.join(", ") ?? "");
  const [body, setBody] = useState(template?.body ?? "");
  const [sure, setSure] = useState(false);
  const checked = useOperation("template.check", { body: useLater(body) }, { keepPrevious: true });
  const save = useCommand("template.save", {
    onSuccess: ({ name: kept }) => {
      showToast({ text: t`“${{ name: kept }}” is kept` });
      onDone();
    },
  });
  const remove = useCommand("template.delete", {
    onSuccess: () => {
      showToast({ text: t`The template is removed` });
      onDone();
    },
  });
  const [fault] = checked.data?.faults ?? [];
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const words = tags.split(",").map((tag) => tag.trim());
    save.mutate({
      ...(template ? { id: template.id } : {}),
      name,
      description,
      tags: words.filter((tag) => tag !== ""),
      body,
    });
  };
  const variables = checked.data?.variables ?? [];
  return (
    <form className="flex flex-col gap-4" onSubmit={onSubmit}>
      <TextField
        autoFocus
        dir="auto"
        label={t`Name`}
        maxLength={100}
        onChange={setName}
        required
        text={name}
      />
      <Field
        description={t`A variable is ${{ plain: "{{name}}" }}, ${{ typed: "{{name: type}}" }} or ${{ usual: "{{name: type = default}}" }}. Types: text, multiline, number, date, boolean, choice(one, two). Write ${{ braces: "\\{{" }} for the braces themselves.`}
        error={
          fault
            ? t`Line ${{ line: fault.line }}, character ${{ column: fault.column }}: ${{ message: fault.message }}.`
            : null
        }
        label={t`Text`}
      >
        {(control) => (
          <TextArea
            {...control}
            className="font-mono text-sm"
            dir="auto"
            maxHeight={280}
            onChange={(event) => setBody(event.target.value)}
            required
            rows={6}
            value={body}
          />
        )}
      </Field>
      <p className="min-h-5 text-sm text-text-subtle" role="status">
        {variables.length > 0 &&
          t`Asks for ${{
            variables: list(
              variables.map((it) => `${it.name} (${it.kind.type})`),
              "conjunction",
            ),
          }}.`}
      </p>
      <TextField
        dir="auto"
        label={t`What it is for (optional)`}
        maxLength={500}
        onChange={setDescription}
        text={description}
      />
      <TextField
        description={t`Words to find it by, with commas between them.`}
        dir="auto"
        label={t`Tags (optional)`}
        onChange={setTags}
        text={tags}
      />
      {save.error && <ErrorNote error={save.error} title={t`The template was not kept`} />}
      {remove.error && <ErrorNote error={remove.error} title={t`The template was not removed`} />}
      <FormEnd
        act={t`Save`}
        disabled={fault !== undefined}
        onCancel={onDone}
        pending={save.isPending}
      >
        {template && !sure && (
          <Button className="mr-auto" onClick={() => setSure(true)} variant="danger">
            {t`Delete`}
          </Button>
        )}
        {template && sure && (
          <Button
            className="mr-auto"
            onClick={() => remove.mutate({ id: template.id })}
            pending={remove.isPending}
            variant="danger"
          >
            {t`Delete it with all its versions`}
          </Button>
        )}
      </FormEnd>
    </form>
  );
};
