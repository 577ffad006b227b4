import type { ReactNode } from "react";

import { Field } from "./Field";
import { Switch } from "./Switch";

type Props = {
  readonly label: ReactNode;
  /** What it does, in one sentence. */
  readonly description?: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
};

/** A switch with its words before it. */
export const SwitchField = ({ label, description, ...rest }: Props) => (
  <Field description={description} label={label} layout="beside">
    {(control) => <Switch {...control} {...rest} />}
  </Field>
);
