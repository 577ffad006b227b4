import type { LucideIcon } from "lucide-react";
import { type ComponentType, useState } from "react";

import { IconButton } from "./IconButton";

type Closing = { readonly onClose: () => void };

type Props<P extends object> = {
  readonly icon: LucideIcon;
  /** What it opens. */
  readonly label: string;
  /** The dialog, which is loaded when it is about to be wanted. */
  readonly dialog: ComponentType<P & Closing> & { readonly prepare: () => void };
  /** What the dialog is told. */
  readonly told: P;
};

/** A button that opens a dialog. */
export const DialogButton = <P extends object>({ icon, label, dialog, told }: Props<P>) => {
  const [open, setOpen] = useState(false);
  const Dialog = dialog;
  return (
    <>
      <IconButton
        aria-haspopup="dialog"
        icon={icon}
        label={label}
        onClick={() => setOpen(true)}
        onPointerEnter={dialog.prepare}
      />
      {open && <Dialog {...told} onClose={() => setOpen(false)} />}
    </>
  );
};
