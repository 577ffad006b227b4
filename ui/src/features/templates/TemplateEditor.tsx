import type { Template } from "@atelier/client/types";
import { type FormEvent, useState } from "react";

import { Button } from "../../components/Button";
import { ErrorNote } from "../../components/ErrorNote";
import { Field } from "../../components/Field";
import { TextArea } from "../../components/TextArea";
import { TextInput } from "../../components/TextInput";
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
      <Field label="Name">
        {(control) => (
          <TextInput
            {...control}
            dir="auto"
            maxLength={100}
            onChange={(event) => setName(event.target.value)}
            autoFocus
            required
            value={name}
          />
        )}
      </Field>
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
      <Field label="What it is for (optional)">
        {(control) => (
          <TextInput
            {...control}
            dir="auto"
            maxLength={500}
            onChange={(event) => setDescription(event.target.value)}
            value={description}
          />
        )}
      </Field>
      <Field description="Words to find it by, with commas between them." label="Tags (optional)">
        {(control) => (
          <TextInput
            {...control}
            dir="auto"
            onChange={(event) => setTags(event.target.value)}
            value={tags}
          />
        )}
      </Field>
      {save.error && <ErrorNote error={save.error} title="The template was not kept" />}
      {remove.error && <ErrorNote error={remove.error} title="The template was not removed" />}
      <div className="flex flex-wrap justify-end gap-2">
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
        <Button onClick={onDone}>Cancel</Button>
        <Button
          disabled={fault !== undefined}
          pending={save.isPending}
          type="submit"
          variant="primary"
        >
          Save
        </Button>
      </div>
    </form>
  );
};
