import { useEffect, useEffectEvent, useState } from "react";

import { Field } from "../../components/Field";
import { TextArea } from "../../components/TextArea";

type Props = {
  readonly label: string;
  readonly description: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onSave: (value: string) => void;
};

/** How long after the last key a text is kept, in ms. */
const SETTLED_AFTER = 600;

/** A longer text, kept whenever the person pauses or leaves it. */
export const TextSetting = ({ label, description, placeholder, value, onSave }: Props) => {
  const [text, setText] = useState(value);
  const keep = useEffectEvent((latest: string) => {
    if (latest !== value) onSave(latest);
  });
  useEffect(() => {
    const timer = setTimeout(() => keep(text), SETTLED_AFTER);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <Field description={description} label={label}>
      {(control) => (
        <TextArea
          {...control}
          onBlur={() => {
            if (text !== value) onSave(text);
          }}
          onChange={(event) => setText(event.target.value)}
          placeholder={placeholder}
          rows={4}
          value={text}
        />
      )}
    </Field>
  );
};
