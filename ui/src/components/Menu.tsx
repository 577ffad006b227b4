import type { LucideIcon } from "lucide-react";
import { type ReactNode, useId, useRef, useState } from "react";

import { MenuList } from "./MenuList";

/** One thing that a menu offers. */
export type MenuItem = {
  readonly label: string;
  readonly icon?: LucideIcon;
  readonly onSelect: () => void;
  /** The keys that do the same. */
  readonly shortcut?: string;
  readonly tone?: "danger";
  /** What it means, in a line of its own. */
  readonly detail?: string;
  /** Whether it is the one that is chosen, where one of several is. */
  readonly checked?: boolean;
  /** Why it cannot be chosen now. */
  readonly unavailable?: string | undefined;
};

type Trigger = {
  readonly id: string;
  readonly "aria-haspopup": "menu";
  readonly "aria-expanded": boolean;
  readonly onClick: () => void;
  readonly ref: React.RefObject<HTMLButtonElement | null>;
};

type Props = {
  readonly items: readonly MenuItem[];
  /** Renders the button that opens it. */
  readonly trigger: (trigger: Trigger) => ReactNode;
};

/** A button that opens a list of things to do. */
export const Menu = ({ items, trigger }: Props) => {
  const id = useId();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      {trigger({
        id,
        "aria-haspopup": "menu",
        "aria-expanded": open,
        onClick: () => setOpen(!open),
        ref: button,
      })}
      {open && (
        <MenuList
          anchor={button}
          items={items}
          labelledBy={id}
          onClose={(returnFocus) => {
            setOpen(false);
            if (returnFocus === "to-button") button.current?.focus();
          }}
        />
      )}
    </>
  );
};
