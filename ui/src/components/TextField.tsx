import type { ComponentProps } from "react";

import { Field } from "./Field";
import { TextInput } from "./TextInput";

type Props = Omit<ComponentProps<typeof TextInput>, "id" | "value" | "onChange" | "ref"> &
  Pick<ComponentProps<typeof Field>, "label" | "description" | "error"> & {
    readonly text: string;
    readonly onChange: (text: string) => void;
  };

/** A line of text with its words. */
export const TextField = ({ label, description, error, text, onChange, ...rest }: Props) => (
  <Field
    label={label}
    {...(description === undefined ? {} : { description })}
    {...(error === undefined ? {} : { error })}
  >
    {(control) => (
      <TextInput
        {...rest}
        {...control}
        onChange={(event) => onChange(event.target.value)}
        value={text}
      />
    )}
  </Field>
);
