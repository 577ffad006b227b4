import { t } from "@lingui/core/macro";
import type { ReactNode } from "react";

import { Button } from "./Button";

type Props = {
  readonly onCancel: () => void;
  /** What the button says that sends the form. */
  readonly act: string;
  readonly disabled?: boolean;
  readonly pending: boolean;
  /** A third way out, apart from the two. */
  readonly children?: ReactNode;
};

/** The end of a form: leave it, or send it. */
export const FormEnd = ({ onCancel, act, disabled = false, pending, children }: Props) => (
  <div className="flex flex-wrap justify-end gap-2">
    {children}
    <Button onClick={onCancel}>{t`Cancel`}</Button>
    <Button disabled={disabled} pending={pending} type="submit" variant="primary">
      {act}
    </Button>
  </div>
);
