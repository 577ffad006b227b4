import type { HeldReason, QueuedMessage } from "@atelier/client/types";
import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg, t } from "@lingui/core/macro";
import { ArrowDown, ArrowUp, Pencil, SendHorizontal, X } from "lucide-react";
import { type KeyboardEvent, useState } from "react";

import { Button } from "../../components/Button";
import { IconButton } from "../../components/IconButton";
import { ChipList } from "../../components/material/ChipList";
import { TextArea } from "../../components/TextArea";
import { isComposing } from "../../lib/shortcuts/chord";
import type { Queue } from "./use-queue";

type Props = { readonly queue: Queue; readonly running: boolean };

const HELD: Record<HeldReason, MessageDescriptor> = {
  stopped: msg`Held back: the answer before was stopped.`,
  failed: msg`Held back: the answer before failed.`,
  closed: msg`Held back: Atelier was closed meanwhile.`,
};

/** What waits to be said, as cards above the composer; the first goes next. */
export const QueueCards = ({ queue, running }: Props) => {
  const { waiting } = queue;
  const [first] = waiting;
  if (!first) return null;
  return (
    <section
      aria-label={t`Waiting to be sent`}
      className="mx-auto w-full max-w-[calc(72ch+3rem)] px-6 pb-2"
    >
      {first.held !== null && (
        <div className="flex items-center gap-3 pb-1 text-sm text-text-subtle" role="status">
          <span className="flex-1">{i18n._(HELD[first.held])}</span>
          <Button onClick={() => queue.send(first)}>{t`Send now`}</Button>
        </div>
      )}
      <ol className="max-h-56 overflow-y-auto rounded-card border border-hairline bg-surface-raised">
        {waiting.map((message, at) => (
          <Card
            key={message.id}
            last={at === waiting.length - 1}
            message={message}
            place={at}
            queue={queue}
            running={running}
          />
        ))}
      </ol>
    </section>
  );
};

type CardProps = {
  readonly message: QueuedMessage;
  readonly place: number;
  readonly last: boolean;
  readonly queue: Queue;
  readonly running: boolean;
};

const Card = ({ message, place, last, queue, running }: CardProps) => {
  const [text, setText] = useState<string | null>(null);
  const keep = () => {
    const says = text !== null && (text.trim() !== "" || message.attachments.length > 0);
    if (says && text !== message.text) queue.edit(message, text);
    setText(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    const to = event.key === "ArrowUp" ? place - 1 : place + 1;
    if (to >= 0 && !(last && to > place)) queue.move(message, to);
  };
  if (text !== null) {
    return <Editing onDone={keep} onLeave={() => setText(null)} onType={setText} text={text} />;
  }
  return (
    <li
      className="flex items-center gap-2 border-hairline px-3 py-1 not-last:border-b"
      onKeyDown={onKeyDown}
    >
      <span className="numeric text-xs text-text-subtle">{place + 1}</span>
      <div className="min-w-0 flex-1">
        <ChipList attachments={message.attachments} className="py-1" />
        <span className="line-clamp-2 text-sm wrap-anywhere" dir="auto">
          {message.text}
        </span>
      </div>
      <IconButton icon={Pencil} label={t`Edit`} onClick={() => setText(message.text)} />
      <IconButton
        disabled={place === 0}
        icon={ArrowUp}
        label={t`Earlier`}
        onClick={() => queue.move(message, place - 1)}
        shortcut="Alt+↑"
      />
      <IconButton
        disabled={last}
        icon={ArrowDown}
        label={t`Later`}
        onClick={() => queue.move(message, place + 1)}
        shortcut="Alt+↓"
      />
      <IconButton
        icon={SendHorizontal}
        label={running ? t`Stop the answer and send this` : t`Send now`}
        onClick={() => queue.send(message)}
      />
      <IconButton icon={X} label={t`Take out`} onClick={() => queue.remove(message)} />
    </li>
  );
};

type EditingProps = {
  readonly text: string;
  readonly onType: (text: string) => void;
  readonly onDone: () => void;
  readonly onLeave: () => void;
};

const Editing = ({ text, onType, onDone, onLeave }: EditingProps) => (
  <li className="p-2">
    <TextArea
      aria-label={t`What waits to be sent`}
      autoFocus
      className="w-full"
      dir="auto"
      onBlur={onDone}
      onChange={(event) => onType(event.target.value)}
      onKeyDown={(event) => {
        if (isComposing(event.nativeEvent)) return;
        if (event.key === "Escape") onLeave();
        else if (event.key === "Enter" && !event.shiftKey) onDone();
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
      value={text}
    />
  </li>
);
