import { t } from "@lingui/core/macro";
import { useEffect, useState } from "react";

import { Field } from "../../components/Field";
import { TextInput } from "../../components/TextInput";
import { count } from "../../lib/quantity";

type Props = {
  readonly label: string;
  readonly description?: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly disabled?: boolean;
  readonly onSave: (value: number) => void;
};

/** A number, kept as soon as what stands in the field is one within the bounds and left. */
export const NumberSetting = (props: Props) => {
  const { label, description, value, min, max, disabled, onSave } = props;
  const [text, setText] = useState(String(value));
  useEffect(() => setText(String(value)), [value]);
  const number = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
  const valid = number >= min && number <= max;
  const keep = () => {
    if (valid && number !== value) onSave(number);
  };
  return (
    <Field
      description={description}
      error={valid ? null : t`A number from ${{ min: count(min) }} to ${{ max: count(max) }}.`}
      label={label}
      layout="beside"
    >
      {(control) => (
        <div className="w-24">
          <TextInput
            {...control}
            className="numeric text-right"
            disabled={disabled}
            inputMode="numeric"
            onBlur={keep}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter") keep();
              if (event.key === "Escape") setText(String(value));
            }}
            value={text}
          />
        </div>
      )}
    </Field>
  );
};
