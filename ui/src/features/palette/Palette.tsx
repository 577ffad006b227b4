import { plural, t } from "@lingui/core/macro";
import { Search } from "lucide-react";
import {
  type KeyboardEvent,
  useDeferredValue,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from "react";

import { Icon } from "../../components/Icon";
import { firstInDialog } from "../../lib/first-in-dialog";
import { isComposing } from "../../lib/shortcuts/chord";
import { useReturnFocus } from "../../lib/use-return-focus";
import { type Entry, find } from "./entries";
import { PaletteRow } from "./PaletteRow";
import { recentEntries, rememberEntry } from "./recent";

type Props = {
  readonly entries: readonly Entry[];
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly onClose: () => void;
};

/** A line to type in, and whatever can be done that answers to it; the arrows choose, Enter does it. */
export const Palette = ({ entries, query, onQuery, onClose }: Props) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useId();
  useReturnFocus();
  const [recent] = useState(recentEntries);
  const wanted = useDeferredValue(query);
  const found = useMemo(() => find(entries, wanted, recent), [entries, wanted, recent]);
  const [place, setPlace] = useState(0);
  const at = Math.min(place, found.length - 1);
  const option = (index: number) => `${list}-${index}`;

  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    if (!element.open) element.showModal();
    return () => element.close();
  }, []);

  const pick = (entry: Entry) => {
    rememberEntry(entry.id);
    onClose();
    // The focus goes back first to where it was, and what follows may take it from there.
    setTimeout(entry.run);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return;
    const last = found.length - 1;
    const steps: Record<string, number> = {
      ArrowDown: at >= last ? 0 : at + 1,
      ArrowUp: at <= 0 ? last : at - 1,
      PageDown: Math.min(at + 8, last),
      PageUp: Math.max(at - 8, 0),
    };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setPlace(step);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const here = find(entries, query, recent)[at];
      if (here) pick(here.entry);
    }
  };
  return (
    <dialog
      aria-label={t`Command palette`}
      className="mx-auto mt-[12vh] mb-auto w-[min(40rem,calc(100vw-2rem))] animate-appear overflow-hidden rounded-card border border-hairline bg-surface-raised p-0 text-text shadow-float"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={({ target }) => {
        if (target === dialog.current) onClose();
      }}
      ref={dialog}
    >
      <div className="flex items-center gap-3 border-b border-hairline px-4">
        <Icon className="text-text-faint" of={Search} />
        <input
          aria-activedescendant={at >= 0 ? option(at) : undefined}
          aria-autocomplete="list"
          aria-controls={list}
          aria-expanded={found.length > 0}
          aria-label={t`What to do`}
          autoComplete="off"
          autoFocus
          className="h-12 min-w-0 flex-1 bg-transparent text-base outline-none"
          maxLength={200}
          onChange={(event) => {
            onQuery(event.target.value);
            setPlace(0);
          }}
          onKeyDown={onKeyDown}
          placeholder={t`Type what you are looking for`}
          ref={firstInDialog}
          role="combobox"
          spellCheck={false}
          value={query}
        />
      </div>
      <div
        aria-label={t`What was found`}
        className="max-h-[min(26rem,60vh)] overflow-y-auto p-1"
        id={list}
        role="listbox"
      >
        {found.map(({ entry, at: marked }, index) => (
          <PaletteRow
            entry={entry}
            id={option(index)}
            key={entry.id}
            marked={marked}
            onPick={() => pick(entry)}
            selected={index === at}
          />
        ))}
      </div>
      <p
        className={found.length > 0 ? "sr-only" : "px-4 py-6 text-center text-sm text-text-subtle"}
        role="status"
      >
        {found.length > 0
          ? plural({ count: found.length }, { one: "# result", other: "# results" })
          : t`Nothing answers to “${{ query: query.trim() }}”. Try fewer letters.`}
      </p>
    </dialog>
  );
};
