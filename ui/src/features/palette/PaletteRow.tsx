import { Icon } from "../../components/Icon";
import { Kbd } from "../../components/Kbd";
import { cx } from "../../lib/cx";
import type { Entry } from "./entries";

type Props = {
  readonly entry: Entry;
  readonly id: string;
  readonly selected: boolean;
  /** The places of its title that matched. */
  readonly marked: readonly number[];
  readonly onPick: () => void;
};

/** One thing that the palette offers. */
export const PaletteRow = ({ entry, id, selected, marked, onPick }: Props) => (
  // biome-ignore lint/a11y/useKeyWithClickEvents: the field answers the keys
  // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus
  <div
    aria-selected={selected}
    className={cx(
      "flex min-h-9 cursor-default items-center gap-3 rounded-control px-3 py-1.5 text-sm hover:bg-surface-hover",
      selected && "bg-surface-selected",
    )}
    id={id}
    onClick={onPick}
    ref={selected ? intoView : null}
    role="option"
  >
    <Icon className="text-text-faint" of={entry.icon} />
    <span className="min-w-0 flex-1" lang={entry.lang}>
      <span className="block truncate" dir="auto">
        {pieces(entry.title, marked).map(({ text, hit, from }) =>
          hit ? (
            <span className="font-semibold text-accent" key={from}>
              {text}
            </span>
          ) : (
            text
          ),
        )}
      </span>
      {entry.detail && (
        <span className="block truncate text-xs text-text-subtle" dir="auto">
          {entry.detail}
        </span>
      )}
    </span>
    {entry.keys && <Kbd keys={entry.keys} />}
    <span className="shrink-0 text-xs text-text-subtle">{entry.group}</span>
  </div>
);

type Piece = { readonly text: string; readonly hit: boolean; readonly from: number };

/** Cuts a title where matching begins and ends. */
const pieces = (title: string, marked: readonly number[]): readonly Piece[] => {
  const hits = new Set(marked);
  const found: { text: string; hit: boolean; from: number }[] = [];
  for (let at = 0; at < title.length; at += 1) {
    const hit = hits.has(at);
    const last = found.at(-1);
    if (last && last.hit === hit) last.text += title[at];
    else found.push({ text: title[at] ?? "", hit, from: at });
  }
  return found;
};

const intoView = (element: HTMLElement | null): void =>
  element?.scrollIntoView?.({ block: "nearest" });
