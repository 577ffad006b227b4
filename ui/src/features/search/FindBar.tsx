import type { ConversationId } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { ChevronDown, ChevronUp, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";

import { IconButton } from "../../components/IconButton";
import { SearchField } from "../../components/SearchField";
import { reveal } from "../../data/reveal";
import { useOperation } from "../../data/use-operation";
import { useShortcut } from "../../lib/shortcuts/registry";
import { useLater } from "../../lib/use-later";
import { placeAt, placesIn } from "./places";
import { useMarks } from "./use-marks";

type Props = {
  readonly conversationId: ConversationId;
  readonly onClose: () => void;
};

const PAUSE = 120;
const LONGEST = 200;

/** Finding a text in the open conversation, in all its messages, not only those in the page. */
export const FindBar = ({ conversationId, onClose }: Props) => {
  const [text, setText] = useState("");
  const [number, setNumber] = useState<number | null>(null);
  const bar = useRef<HTMLElement>(null);
  const wanted = useLater(text.replace(/\p{Surrogate}/gu, "\ufffd"), PAUSE);
  const isBlank = wanted.trim() === "";
  const { data, error } = useOperation(
    "search.within",
    { id: conversationId, text: wanted },
    { enabled: !isBlank, keepPrevious: true },
  );
  const matches = isBlank ? undefined : data;
  const total = matches ? placesIn(matches) : 0;
  // The newest is what is in view: it comes first.
  const at = total === 0 ? null : Math.min(number ?? total - 1, total - 1);
  const current = useMemo(
    () => (matches && at !== null ? placeAt(matches, at) : null),
    [matches, at],
  );
  useMarks(isBlank ? "" : wanted, current);
  useEffect(() => {
    if (!current) return;
    const { messageId } = current;
    reveal({ conversationId, messageId, onAnyBranch: false, text: wanted });
  }, [current, conversationId, wanted]);

  const step = (by: 1 | -1) => {
    if (at !== null) setNumber((at + by + total) % total);
  };
  useShortcut("find.next", () => step(1));
  useShortcut("find.previous", () => step(-1));
  useShortcut("find.open", () => focusField(bar.current));
  useEffect(() => focusField(bar.current), []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") step(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const says = isBlank
    ? ""
    : error
      ? t`It could not be looked for`
      : matches && (at === null ? t`Not found` : t`${{ place: at + 1 }} of ${total}`);
  return (
    <search
      aria-label={t`Find in this conversation`}
      className="flex shrink-0 items-center gap-1 border-b border-hairline bg-surface-raised px-6 py-2"
      onKeyDownCapture={onKeyDown}
      ref={bar}
    >
      <SearchField
        className="min-w-0 max-w-80 flex-1"
        label={t`Find in this conversation`}
        maxLength={LONGEST}
        onChange={(next) => {
          setText(next);
          setNumber(null);
        }}
        placeholder={t`Find in this conversation`}
        text={text}
      />
      <span
        aria-live="polite"
        className="w-28 shrink-0 px-2 text-xs text-text-subtle tabular-nums"
        role="status"
      >
        {says}
      </span>
      <IconButton
        disabled={at === null}
        icon={ChevronUp}
        label={t`Previous place`}
        onClick={() => step(-1)}
      />
      <IconButton
        disabled={at === null}
        icon={ChevronDown}
        label={t`Next place`}
        onClick={() => step(1)}
      />
      <IconButton className="ml-auto" icon={X} label={t`Close`} onClick={onClose} />
    </search>
  );
};

const focusField = (bar: HTMLElement | null): void => {
  const field = bar?.querySelector("input");
  field?.focus();
  field?.select();
};
