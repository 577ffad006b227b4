import { Check } from "lucide-react";
import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useRef } from "react";

import { cx } from "../lib/cx";
import { Icon } from "./Icon";
import type { MenuItem } from "./Menu";

type Props = {
  readonly items: readonly MenuItem[];
  readonly anchor: RefObject<HTMLElement | null>;
  readonly labelledBy: string;
  readonly onClose: (returnFocus: "to-button" | "nowhere") => void;
};

/** The open list of a menu, above everything, near its button. */
export const MenuList = ({ items, anchor, labelledBy, onClose }: Props) => {
  const list = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    if (!list.current || !anchor.current) return;
    // The top layer lies above scrolling and clipping ancestors.
    list.current.showPopover?.();
    place(list.current, anchor.current);
    choices(list.current)[0]?.focus();
  }, [anchor]);

  useEffect(() => {
    const closeOutside = ({ target }: Event) => {
      const inside = [list, anchor].some(({ current }) => current?.contains(target as Node));
      if (!inside) onClose("nowhere");
    };
    const close = () => onClose("nowhere");
    document.addEventListener("pointerdown", closeOutside);
    window.addEventListener("resize", close);
    return () => {
      document.removeEventListener("pointerdown", closeOutside);
      window.removeEventListener("resize", close);
    };
  }, [anchor, onClose]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Tab") return onClose("nowhere");
    if (event.key === "Escape") onClose("to-button");
    else if (!list.current || !moveFocus(choices(list.current), event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      aria-labelledby={labelledBy}
      className="fixed inset-auto m-0 min-w-44 animate-appear rounded-card border border-hairline bg-surface-raised p-1 text-text shadow-float"
      onKeyDown={onKeyDown}
      popover="manual"
      ref={list}
      role="menu"
      tabIndex={-1}
    >
      {items.map((item) => (
        <MenuChoice item={item} key={item.label} onClose={onClose} />
      ))}
    </div>
  );
};

type ChoiceProps = { readonly item: MenuItem; readonly onClose: Props["onClose"] };

const MenuChoice = ({ item, onClose }: ChoiceProps) => {
  const { label, icon, onSelect, shortcut, tone, unavailable, detail, checked } = item;
  return (
    <button
      {...(checked === undefined ? {} : { "aria-checked": checked })}
      aria-disabled={unavailable !== undefined}
      className={cx(
        "flex w-full items-center gap-3 rounded-control px-3 py-1.5 text-left text-sm",
        "hover:bg-surface-hover focus:bg-surface-hover focus-visible:-outline-offset-2 aria-disabled:opacity-55",
        tone === "danger" && "text-danger",
      )}
      onClick={() => {
        if (unavailable !== undefined) return;
        onClose("to-button");
        onSelect();
      }}
      role={checked === undefined ? "menuitem" : "menuitemradio"}
      tabIndex={-1}
      title={unavailable}
      type="button"
    >
      {icon && <Icon of={icon} />}
      {checked !== undefined && <Icon className={cx(!checked && "invisible")} of={Check} />}
      <span className="flex-1">
        {label}
        {detail && <span className="block text-xs text-text-subtle">{detail}</span>}
      </span>
      {shortcut && <span className="text-xs text-text-faint">{shortcut}</span>}
    </button>
  );
};

const choices = (list: HTMLElement): HTMLElement[] => [
  ...list.querySelectorAll<HTMLElement>('[role^="menuitem"]'),
];

/** Moves focus as the key says; whether it did. */
const moveFocus = (from: readonly HTMLElement[], key: string): boolean => {
  const at = from.indexOf(document.activeElement as HTMLElement);
  const last = from.length - 1;
  const to: Record<string, number> = {
    ArrowDown: at >= last ? 0 : at + 1,
    ArrowUp: at <= 0 ? last : at - 1,
    Home: 0,
    End: last,
  };
  const index = to[key];
  if (index !== undefined) from[index]?.focus();
  else if (key.length === 1 && key !== " ") focusByLetter(from, at, key);
  else return false;
  return true;
};

const focusByLetter = (from: readonly HTMLElement[], at: number, key: string): void => {
  const inOrder = [...from.slice(at + 1), ...from.slice(0, at + 1)];
  const starts = (choice: HTMLElement) =>
    choice.textContent?.trim().toLowerCase().startsWith(key.toLowerCase());
  inOrder.find(starts)?.focus();
};

const GAP = 4;

/** Puts the list below its button, or above it where there is no room, inside the window. */
const place = (list: HTMLElement, anchor: HTMLElement): void => {
  const button = anchor.getBoundingClientRect();
  const { width, height } = list.getBoundingClientRect();
  const below = button.bottom + GAP;
  const top = below + height > innerHeight ? Math.max(GAP, button.top - GAP - height) : below;
  const left = Math.max(GAP, Math.min(button.left, innerWidth - width - GAP));
  list.style.top = `${top}px`;
  list.style.left = `${left}px`;
};
