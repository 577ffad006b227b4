import { t } from "@lingui/core/macro";
import { Brain, ChevronRight } from "lucide-react";
import { useEffect, useId, useState } from "react";

import { Icon } from "../../components/Icon";
import { PlainText } from "../../components/markdown/Inline";
import { StateDot } from "../../components/StateDot";
import { cx } from "../../lib/cx";
import { createRecent } from "../../lib/recent";
import { useFold } from "./folding";

type Props = {
  /** What was thought; null where the API keeps it to itself. */
  readonly text: string | null;
  readonly growing: boolean;
  /** Identifies the block, so that its time is remembered while the window is open. */
  readonly place: string;
};

/** So many blocks keep their time. */
const KEPT = 500;

/** How long blocks were thought about, in s, as far as this window saw it. */
const seconds = createRecent<string, number>(KEPT);

/** What the model thought before it answered: folded, and plain text when opened. */
export const ThinkingBlock = ({ text, growing, place }: Props) => {
  const [open, setOpen] = useFold();
  const id = useId();
  const spent = useSeconds(place, growing);
  const foldable = text !== null && text !== "";
  const label = growing ? thinking(spent) : thought(spent);
  return (
    <section className="text-sm text-text-subtle">
      <button
        aria-controls={open ? id : undefined}
        aria-expanded={foldable ? open : undefined}
        className="-ml-2 flex items-center gap-2 rounded-control px-2 py-1 enabled:hover:bg-surface-hover enabled:hover:text-text"
        disabled={!foldable}
        onClick={() => setOpen(!open)}
        type="button"
      >
        {growing ? <StateDot running tone="accent" /> : <Icon of={Brain} />}
        <span className="numeric">{text === null ? t`${label}, not shown by the API` : label}</span>
        {foldable && <Icon className={cx(open && "rotate-90")} of={ChevronRight} />}
      </button>
      {open && text !== null && (
        <div
          className="mt-1 animate-appear border-l border-border pl-4 whitespace-pre-wrap wrap-anywhere"
          dir="auto"
          id={id}
        >
          <PlainText literal text={text} />
        </div>
      )}
    </section>
  );
};

const thinking = (spent: number | null): string => (spent ? t`Thinking ${spent} s` : t`Thinking`);

const thought = (spent: number | null): string => {
  if (spent === null) return t`Thought`;
  return spent === 0 ? t`Thought for a moment` : t`Thought for ${spent} s`;
};

const useSeconds = (place: string, growing: boolean): number | null => {
  const [, tick] = useState(0);
  useEffect(() => {
    if (!growing) return;
    const started = Date.now() - (seconds.get(place) ?? 0) * 1_000;
    const note = () => {
      seconds.set(place, Math.round((Date.now() - started) / 1_000));
      tick((count) => count + 1);
    };
    const timer = setInterval(note, 1_000);
    return () => {
      clearInterval(timer);
      note();
    };
  }, [place, growing]);
  return seconds.get(place) ?? null;
};
