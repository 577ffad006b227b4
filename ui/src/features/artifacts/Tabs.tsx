import { t } from "@lingui/core/macro";
import { type KeyboardEvent, useRef } from "react";

import { cx } from "../../lib/cx";
import { useLocale } from "../../lib/language";

/** The two faces of an artifact. */
export type Face = "preview" | "code";

type Props = {
  /** Ties the tabs to what they show. */
  readonly id: string;
  readonly face: Face;
  readonly onFace: (face: Face) => void;
};

/** Chooses between what an artifact shows and how it is written. */
export const Tabs = ({ id, face, onFace }: Props) => {
  useLocale();
  const list = useRef<HTMLDivElement>(null);
  const names: Record<Face, string> = { preview: t`Preview`, code: t`Code` };
  const onKeyDown = (event: KeyboardEvent) => {
    const wanted = { ArrowLeft: "preview", Home: "preview", ArrowRight: "code", End: "code" }[
      event.key
    ] as Face | undefined;
    if (!wanted) return;
    event.preventDefault();
    onFace(wanted);
    list.current?.querySelector<HTMLElement>(`[data-face=${wanted}]`)?.focus();
  };
  return (
    <div className="flex" onKeyDown={onKeyDown} ref={list} role="tablist">
      {(["preview", "code"] as const).map((each) => (
        <button
          aria-controls={id}
          aria-selected={each === face}
          className={cx(
            "border-b-2 px-3 py-1.5 text-xs font-medium",
            each === face
              ? "border-accent text-text"
              : "border-transparent text-text-subtle hover:text-text",
          )}
          data-face={each}
          id={`${id}-${each}`}
          key={each}
          onClick={() => onFace(each)}
          role="tab"
          tabIndex={each === face ? 0 : -1}
          type="button"
        >
          {names[each]}
        </button>
      ))}
    </div>
  );
};
