import { t } from "@lingui/core/macro";
import type { ReactNode } from "react";

import { firstInDialog } from "../lib/first-in-dialog";
import { Button } from "./Button";
import { Dialog } from "./Dialog";

type Props = {
  readonly title: string;
  readonly open: boolean;
  /** Runs where it is declined. */
  readonly onClose: () => void;
  /** What the safe button says. */
  readonly keep?: string;
  /** What the button says that does it: a verb. */
  readonly act: string;
  /** Does it; absent where `form` does. */
  readonly onAct?: () => void;
  /** The form in the question that the button sends. */
  readonly form?: string;
  /** Whether something is lost by it. */
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly pending?: boolean;
  /** A third way out, apart from the two. */
  readonly beside?: ReactNode;
  readonly wide?: boolean;
  readonly children: ReactNode;
};

/**
 * A question with two answers: leave it, which Esc does as well, or do it.
 *
 * The safe button has the focus, so that the Enter that asked does not answer; where something in the question is marked
 * as first, that has it.
 */
export const Confirm = ({
  keep = t`Cancel`,
  act,
  onAct,
  form,
  danger = false,
  disabled = false,
  pending = false,
  beside,
  ...rest
}: Props) => (
  <Dialog
    {...rest}
    actions={
      <>
        {beside}
        <Button onClick={rest.onClose} ref={firstInDialog}>
          {keep}
        </Button>
        <Button
          disabled={disabled}
          form={form}
          onClick={onAct}
          pending={pending}
          type={form === undefined ? "button" : "submit"}
          variant={danger ? "danger" : "primary"}
        >
          {act}
        </Button>
      </>
    }
  />
);
