import type { Template } from "@atelier/client/types";
import { plural, t } from "@lingui/core/macro";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "react";

import { announce } from "../../components/toasts";
import { useOperation } from "../../data/use-operation";
import { composerField } from "../../lib/compose";
import { cx } from "../../lib/cx";
import { isComposing } from "../../lib/shortcuts/chord";
import { findTemplates, preview } from "./slash";

type Props = {
  /** What stands behind the `/`. */
  readonly query: string;
  readonly onPick: (template: Template) => void;
  readonly onLibrary: () => void;
  readonly onClose: () => void;
};

/** The templates that a `/…` in the composer finds, above it; the arrows choose, Enter or Tab takes. */
export const SlashPicker = ({ query, onPick, onLibrary, onClose }: Props) => {
  const { data } = useOperation("template.list", {});
  const list = useId();
  const frame = useRef<HTMLDivElement>(null);
  const found = findTemplates(data ?? [], query);
  const [place, setPlace] = useState(0);
  const at = Math.min(place, found.length - 1);
  useAbove(frame);
  useFieldSays(list, found.length > 0 ? `${list}-${at}` : null);
  const count = found.length;
  const loaded = data !== undefined;
  useEffect(() => {
    if (loaded)
      announce(
        count === 0 ? t`No template` : plural(count, { one: "# template", other: "# templates" }),
      );
  }, [count, loaded]);

  useFieldKeys((event) => {
    if (event.key === "Escape") onClose();
    else if (event.key === "ArrowDown") setPlace(at >= count - 1 ? 0 : at + 1);
    else if (event.key === "ArrowUp") setPlace(at <= 0 ? count - 1 : at - 1);
    else if (["Enter", "Tab"].includes(event.key) && !event.shiftKey && found[at])
      onPick(found[at]);
    else return false;
    return true;
  });
  if (!loaded || (count === 0 && query !== "")) return null;
  return (
    <div
      className="fixed z-30 animate-appear overflow-hidden rounded-card border border-hairline bg-surface-raised shadow-float"
      ref={frame}
    >
      <div
        aria-label={t`Templates`}
        className="max-h-72 overflow-y-auto p-1"
        id={list}
        role="listbox"
      >
        {found.map((template, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field answers the keys
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus
          <div
            aria-selected={index === at}
            className={cx(
              "cursor-default rounded-control px-3 py-1.5 text-sm hover:bg-surface-hover",
              index === at && "bg-surface-selected",
            )}
            id={`${list}-${index}`}
            key={template.id}
            onClick={() => onPick(template)}
            onPointerDown={(event) => event.preventDefault()}
            role="option"
          >
            <span className="flex gap-3">
              <span className="min-w-0 flex-1 truncate font-medium" dir="auto">
                {template.name}
              </span>
              <span className="shrink-0 text-xs text-text-subtle">{template.tags.join(", ")}</span>
            </span>
            <span className="block truncate text-xs text-text-subtle" dir="auto">
              {template.description === "" ? preview(template.body) : template.description}
            </span>
          </div>
        ))}
        {count === 0 && (
          <p className="px-3 py-2 text-sm text-text-subtle">
            {t`No templates yet: texts with variables that you use again and again.`}
          </p>
        )}
      </div>
      <button
        className="w-full border-t border-hairline px-4 py-2 text-left text-sm text-text-subtle hover:bg-surface-hover hover:text-text"
        onClick={onLibrary}
        type="button"
      >
        {t`Template library`}
      </button>
    </div>
  );
};

/** Keeps a frame above the composer, as wide as it. */
const useAbove = (frame: React.RefObject<HTMLDivElement | null>): void => {
  useLayoutEffect(() => {
    const box = composerField()?.parentElement?.getBoundingClientRect();
    const element = frame.current;
    if (!box || !element) return;
    element.style.left = `${box.left}px`;
    element.style.width = `${box.width}px`;
    element.style.bottom = `${innerHeight - box.top + 8}px`;
  });
};

/** Tells assistive technology what is chosen while the focus stays in the field. */
const useFieldSays = (list: string, option: string | null): void => {
  useEffect(() => {
    const field = composerField();
    if (!field || option === null) return;
    field.setAttribute("aria-controls", list);
    field.setAttribute("aria-activedescendant", option);
    return () => {
      field.removeAttribute("aria-controls");
      field.removeAttribute("aria-activedescendant");
    };
  }, [list, option]);
};

/** Sees the keys of the field before the composer does; `true` keeps a key from it. */
const useFieldKeys = (onKey: (event: KeyboardEvent) => boolean): void => {
  const latest = useRef(onKey);
  useLayoutEffect(() => {
    latest.current = onKey;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.target !== composerField() || isComposing(event)) return;
      if (!latest.current(event)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    window.addEventListener("keydown", onKeyDown, true);
    return () => window.removeEventListener("keydown", onKeyDown, true);
  }, []);
};
