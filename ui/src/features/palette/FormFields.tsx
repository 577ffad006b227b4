import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Field } from "../../components/Field";
import { Select } from "../../components/Select";
import { Switch } from "../../components/Switch";
import { TextArea } from "../../components/TextArea";
import { TextInput } from "../../components/TextInput";
import type { FormField } from "./schema";

/** What a field of an operation may be chosen from. */
export type Choices = (
  operation: string,
  field: string,
) => {
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** What the options are. */
  readonly label: string;
  /** What it begins with. */
  readonly start?: string | undefined;
} | null;

type Props = {
  readonly name: string;
  readonly fields: readonly FormField[];
  readonly typed: Readonly<Record<string, string>>;
  readonly wrong: Readonly<Record<string, string>>;
  readonly choices: Choices;
  readonly onChange: (field: string, text: string) => void;
};

/** The fields of a small form. */
export const FormFields = ({ name, fields, typed, wrong, choices, onChange }: Props) =>
  fields.map((field, index) => {
    const choice = choices(name, field.name);
    const label = choice?.label ?? <span lang="en">{field.label}</span>;
    return (
      <Field
        description={field.description && <span lang="en">{field.description}</span>}
        error={wrong[field.name] ?? null}
        key={field.name}
        label={field.required ? label : <Trans>{label} (optional)</Trans>}
        layout={field.kind.type === "flag" ? "beside" : "below"}
      >
        {(control) => (
          <Control
            {...control}
            autoFocus={index === 0}
            choice={choice}
            field={field}
            onChange={(text) => onChange(field.name, text)}
            text={typed[field.name] ?? ""}
          />
        )}
      </Field>
    );
  });

type ControlProps = {
  readonly id: string;
  readonly autoFocus: boolean;
  readonly field: FormField;
  readonly text: string;
  readonly choice: ReturnType<Choices>;
  readonly onChange: (text: string) => void;
};

const Control = ({ field, text, choice, onChange, autoFocus, ...control }: ControlProps) => {
  const { kind, required } = field;
  const none = required ? [] : [{ value: "", label: t`As it is` }];
  if (choice && choice.options.length > 0) {
    const first = required ? [{ value: "", label: t`Choose one` }] : none;
    return (
      <Select
        {...control}
        autoFocus={autoFocus}
        onChange={onChange}
        options={[...first, ...choice.options]}
        value={text}
      />
    );
  }
  switch (kind.type) {
    case "flag":
      return (
        <Switch {...control} checked={text === "true"} onChange={(on) => onChange(String(on))} />
      );
    case "choice": {
      const first = required ? [{ value: "", label: t`Choose one` }] : none;
      const options = kind.options.map((value) => ({
        value,
        label: value.replaceAll("_", " "),
        lang: "en" as const,
      }));
      return (
        <Select {...control} onChange={onChange} options={[...first, ...options]} value={text} />
      );
    }
    case "json":
      return (
        <TextArea
          {...control}
          className="font-mono text-sm"
          onChange={(event) => onChange(event.target.value)}
          placeholder="JSON"
          rows={2}
          value={text}
        />
      );
    case "text":
      return kind.long ? (
        <TextArea
          {...control}
          onChange={(event) => onChange(event.target.value)}
          rows={3}
          value={text}
        />
      ) : (
        <TextInput
          {...control}
          autoComplete="off"
          autoFocus={autoFocus}
          onChange={(event) => onChange(event.target.value)}
          value={text}
        />
      );
    default:
      return (
        <TextInput
          {...control}
          autoFocus={autoFocus}
          className="numeric"
          inputMode={kind.whole ? "numeric" : "decimal"}
          onChange={(event) => onChange(event.target.value)}
          value={text}
        />
      );
  }
};
