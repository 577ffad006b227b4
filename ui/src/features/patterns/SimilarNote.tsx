import { plural, t } from "@lingui/core/macro";
import { ChevronUp, History } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";

import { Icon } from "../../components/Icon";
import { useSettings } from "../../data/use-settings";
import { cx } from "../../lib/cx";
import { SimilarList } from "./SimilarList";
import { type PatternLearning, usePatternLearning } from "./use-pattern-learning";

type Props = {
  /** What the person writes. */
  readonly text: string;
};

/** How many are offered. */
const MOST = 3;
/** Writing has to pause this long, in ms. */
const PAUSE = 500;

/**
 * Beside the composer, while a first message is written: that something similar was asked before.
 *
 * It only points there. Nothing of it goes into the message.
 */
export const SimilarNote = ({ text }: Props) => {
  const { settings } = useSettings();
  return settings?.learning ? <Found text={text} /> : null;
};

const Found = ({ text }: Props) => {
  const learned = usePatternLearning(text, { limit: MOST, afterMs: PAUSE });
  return learned.similar?.length ? <Note learned={learned} similar={learned.similar} /> : null;
};

type NoteProps = {
  readonly learned: PatternLearning;
  readonly similar: NonNullable<PatternLearning["similar"]>;
};

const Note = ({ learned, similar }: NoteProps) => {
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  useOutside(frame, open, () => setOpen(false));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !open) return;
    event.stopPropagation();
    setOpen(false);
    button.current?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape belongs to the buttons inside it
    <div className="min-w-0" onKeyDown={onKeyDown} ref={frame}>
      <button
        aria-controls={open ? id : undefined}
        aria-expanded={open}
        className="flex h-8 max-w-full items-center gap-1.5 rounded-control px-2 text-xs text-text-subtle hover:bg-surface-hover hover:text-text aria-expanded:bg-surface-selected"
        onClick={() => setOpen(!open)}
        ref={button}
        type="button"
      >
        <Icon of={History} />
        <span className="truncate">
          {plural(
            { count: similar.length },
            { one: "# similar conversation", other: "# similar conversations" },
          )}
        </span>
        <Icon className={cx("shrink-0", open && "rotate-180")} of={ChevronUp} />
      </button>
      <span className="sr-only" role="status">
        {plural(
          { count: similar.length },
          { one: "# similar conversation found", other: "# similar conversations found" },
        )}
      </span>
      {open && (
        <section
          aria-label={t`Similar conversations`}
          className="absolute inset-x-0 bottom-full z-10 mb-2 max-h-[50vh] animate-appear overflow-y-auto rounded-card border border-hairline bg-surface-raised shadow-float"
          id={id}
        >
          <SimilarList onForget={learned.forget} onWrong={learned.callWrong} similar={similar} />
        </section>
      )}
    </div>
  );
};

/** Ends what lies over the page once the person goes on elsewhere. */
const useOutside = (
  frame: React.RefObject<HTMLElement | null>,
  open: boolean,
  onOutside: () => void,
): void => {
  const latest = useRef(onOutside);
  useEffect(() => {
    latest.current = onOutside;
  });
  useEffect(() => {
    if (!open) return;
    const onEvent = ({ target }: Event) => {
      // What was pressed may be gone from the page by now; that was inside.
      if (target instanceof Node && target.isConnected && !frame.current?.contains(target))
        latest.current();
    };
    document.addEventListener("pointerdown", onEvent);
    document.addEventListener("focusin", onEvent);
    return () => {
      document.removeEventListener("pointerdown", onEvent);
      document.removeEventListener("focusin", onEvent);
    };
  }, [frame, open]);
};
