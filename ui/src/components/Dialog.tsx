import { t } from "@lingui/core/macro";
import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";

import { cx } from "../lib/cx";
import { useReturnFocus } from "../lib/use-return-focus";
import { IconButton } from "./IconButton";

type Props = {
  readonly title: string;
  /** The language of the title, where it is not that of the page. */
  readonly titleLang?: "en";
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons, the safe one first. */
  readonly actions?: ReactNode;
  /** Wider, for what is read line by line. */
  readonly wide?: boolean;
};

/** A question that comes before everything else; Esc closes it, and focus goes back to where it was. */
export const Dialog = ({ open, ...rest }: Props) => open && <Shown {...rest} />;

const Shown = (props: Omit<Props, "open">) => {
  const { title, titleLang, onClose, children, actions, wide = false } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useReturnFocus();
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    if (!element.open) element.showModal();
    return () => element.close();
  }, []);
  return (
    <dialog
      aria-labelledby={id}
      className={cx(
        "m-auto animate-appear rounded-card border border-hairline bg-surface-raised p-0 text-text shadow-float",
        wide ? "w-[min(60rem,calc(100vw-2rem))]" : "w-[min(36rem,calc(100vw-2rem))]",
      )}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      ref={dialog}
    >
      <header className="flex items-center justify-between gap-4 px-6 pt-4 pb-2">
        <h2 className="text-lg font-semibold" id={id} lang={titleLang}>
          {title}
        </h2>
        <IconButton className="-mr-2" icon={X} label={t`Close`} onClick={onClose} />
      </header>
      <div className="max-h-[70vh] overflow-y-auto px-6 pb-6">{children}</div>
      {actions && (
        <footer className="flex justify-end gap-2 border-t border-hairline px-6 py-3">
          {actions}
        </footer>
      )}
    </dialog>
  );
};
