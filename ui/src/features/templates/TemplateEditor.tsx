import type { Template } from "@atelier/client/types";
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
      showToast({ text: `“${kept}” is kept` });
      onDone();
    },
  });
  const remove = useCommand("template.delete", {
    onSuccess: () => {
      showToast({ text: "The template is removed" });
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
        label="Name"
        maxLength={100}
        onChange={setName}
        required
        text={name}
      />
      <Field
        description="A variable is {{name}}, {{name: type}} or {{name: type = default}}. Types: text, multiline, number, date, boolean, choice(one, two). Write \{{ for the braces themselves."
        error={fault ? `Line ${fault.line}, character ${fault.column}: ${fault.message}.` : null}
        label="Text"
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
          `Asks for ${variables.map((it) => `${it.name} (${it.kind.type})`).join(", ")}.`}
      </p>
      <TextField
        dir="auto"
        label="What it is for (optional)"
        maxLength={500}
        onChange={setDescription}
        text={description}
      />
      <TextField
        description="Words to find it by, with commas between them."
        dir="auto"
        label="Tags (optional)"
        onChange={setTags}
        text={tags}
      />
      {save.error && <ErrorNote error={save.error} title="The template was not kept" />}
      {remove.error && <ErrorNote error={remove.error} title="The template was not removed" />}
      <FormEnd act="Save" disabled={fault !== undefined} onCancel={onDone} pending={save.isPending}>
        {template && !sure && (
          <Button className="mr-auto" onClick={() => setSure(true)} variant="danger">
            Delete
          </Button>
        )}
        {template && sure && (
          <Button
            className="mr-auto"
            onClick={() => remove.mutate({ id: template.id })}
            pending={remove.isPending}
            variant="danger"
          >
            Delete it with all its versions
          </Button>
        )}
      </FormEnd>
    </form>
  );
};
