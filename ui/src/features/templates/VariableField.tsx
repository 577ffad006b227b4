import type { TemplateVariable } from "@atelier/client/types";
import { t } from "@lingui/core/macro";

import { Field } from "../../components/Field";
import { Select } from "../../components/Select";
import { Switch } from "../../components/Switch";
import { TextArea } from "../../components/TextArea";
import { TextInput } from "../../components/TextInput";
import { assertNever } from "../../lib/assert-never";
import { firstInDialog } from "../../lib/first-in-dialog";

type Props = {
  readonly variable: TemplateVariable;
  readonly value: string;
  readonly error: string | null;
  readonly first: boolean;
  readonly onChange: (value: string) => void;
};

/** The field for a variable of a template. */
export const VariableField = ({ variable: { name, kind }, ...props }: Props) => (
  <Field
    error={props.error}
    label={name.charAt(0).toUpperCase() + name.slice(1)}
    layout={kind.type === "boolean" ? "beside" : "below"}
  >
    {(control) => <Control {...control} {...props} kind={kind} />}
  </Field>
);

type ControlProps = Omit<Props, "variable"> & {
  readonly id: string;
  readonly kind: TemplateVariable["kind"];
};

const Control = ({ kind, value, onChange, first, error: _error, ...control }: ControlProps) => {
  const typed = (event: { readonly target: { readonly value: string } }) =>
    onChange(event.target.value);
  const start = first ? firstInDialog : null;
  switch (kind.type) {
    case "text":
      return <TextInput {...control} dir="auto" onChange={typed} ref={start} value={value} />;
    case "multiline":
      return (
        <TextArea {...control} dir="auto" onChange={typed} ref={start} rows={4} value={value} />
      );
    case "number":
      return (
        <TextInput
          {...control}
          className="numeric"
          inputMode="decimal"
          onChange={typed}
          ref={start}
          value={value}
        />
      );
    case "date":
      return (
        <TextInput
          {...control}
          className="numeric"
          onChange={typed}
          ref={start}
          type="date"
          value={value}
        />
      );
    case "boolean":
      return (
        <Switch {...control} checked={value === "true"} onChange={(on) => onChange(String(on))} />
      );
    case "choice": {
      const options = kind.options.map((option) => ({ value: option, label: option }));
      const none = value === "" ? [{ value: "", label: t`Choose one` }] : [];
      return (
        <Select {...control} onChange={onChange} options={[...none, ...options]} value={value} />
      );
    }
    default:
      return assertNever(kind);
  }
};
