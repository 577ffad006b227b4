import type { ComponentProps, ReactNode } from "react";

import { SwitchField } from "../../components/SwitchField";
import { Setting } from "./setting";

type Props = ComponentProps<typeof SwitchField> & {
  /** The anchor that the search jumps to. */
  readonly id: string;
  /** What belongs to it, below. */
  readonly children?: ReactNode;
};

/** A setting that is on or off. */
export const SwitchSetting = ({ id, children, ...rest }: Props) => (
  <Setting id={id}>
    <SwitchField {...rest} />
    {children}
  </Setting>
);
