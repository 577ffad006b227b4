import type { Message, MessageState, Usage } from "@atelier/client/types";
import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";

import { Money } from "../../components/Money";
import { count } from "../../lib/quantity";
import { duration, exactTime } from "../../lib/time";
import { wholeOf } from "./rounds";

type Props = {
  readonly message: Message;
  /** The answers of the same turn before it, which are counted too. */
  readonly earlier: readonly Message[];
  readonly anchor: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
};

/** What is known about an answer: model, tokens, cost, time, the API's own id. */
export const MessageInfo = ({ message: last, earlier, anchor, onClose }: Props) => {
  const message = wholeOf(last, earlier);
  const card = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    card.current?.showPopover?.();
    place(card.current, anchor.current);
    card.current?.focus();
  }, [anchor]);
  useEffect(() => {
    const onPointer = ({ target }: Event) => {
      const inside = [card, anchor].some(({ current }) => current?.contains(target as Node));
      if (!inside) onClose();
    };
    document.addEventListener("pointerdown", onPointer);
    document.addEventListener("wheel", onPointer, { passive: true });
    return () => {
      document.removeEventListener("pointerdown", onPointer);
      document.removeEventListener("wheel", onPointer);
    };
  }, [anchor, onClose]);
  const took = message.completed_at === null ? null : message.completed_at - message.created_at;
  return (
    <div
      aria-label="About this answer"
      className="fixed inset-auto m-0 w-80 animate-appear rounded-card border border-hairline bg-surface-raised p-4 text-sm text-text shadow-float outline-none"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onClose();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        event.preventDefault();
        onClose();
        anchor.current?.focus();
      }}
      popover="manual"
      ref={card}
      role="dialog"
      tabIndex={-1}
    >
      <dl className="numeric grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5">
        <Row name="Model">{message.model ?? "unknown"}</Row>
        {earlier.length > 0 && <Row name="Rounds">{count(earlier.length + 1)}</Row>}
        <Row name="State">{stateOf(message)}</Row>
        {message.usage && <Tokens usage={message.usage} />}
        <Row name="Cost">
          {message.simulated ? "none, simulated" : <Money nanoUsd={message.cost_nano_usd} />}
        </Row>
        {took !== null && <Row name="Took">{duration(took)}</Row>}
        <Row name="Begun">{exactTime(message.created_at)}</Row>
        {message.request_id !== null && (
          <Row name="Request">
            <code className="text-xs wrap-anywhere select-all">{message.request_id}</code>
          </Row>
        )}
      </dl>
    </div>
  );
};

type RowProps = { readonly name: string; readonly children: React.ReactNode };

const Row = ({ name, children }: RowProps) => (
  <>
    <dt className="text-text-subtle">{name}</dt>
    <dd className="min-w-0 text-right">{children}</dd>
  </>
);

const Tokens = ({ usage }: { readonly usage: Usage }) => {
  const written = usage.cache_write_5m_tokens + usage.cache_write_1h_tokens;
  return (
    <>
      <Row name="Tokens in">{count(usage.input_tokens)}</Row>
      <Row name="From the cache">{count(usage.cache_read_tokens)}</Row>
      <Row name="To the cache">{count(written)}</Row>
      <Row name="Tokens out">{count(usage.output_tokens)}</Row>
      {usage.thinking_tokens > 0 && (
        <Row name="of them thinking">{count(usage.thinking_tokens)}</Row>
      )}
      {usage.web_searches > 0 && <Row name="Web searches">{count(usage.web_searches)}</Row>}
    </>
  );
};

const STATES: Record<MessageState, string> = {
  streaming: "arriving",
  complete: "complete",
  incomplete: "incomplete",
  failed: "failed",
};

const stateOf = ({ state, stop_reason, failure }: Message): string => {
  if (failure) return `${STATES[state]} (${failure.class})`;
  return stop_reason === null ? STATES[state] : `${STATES[state]} (${stop_reason})`;
};

const GAP = 4;

/** Puts the card above its button, or below it where there is no room, inside the window. */
const place = (card: HTMLElement | null, anchor: HTMLElement | null): void => {
  if (!card || !anchor) return;
  const button = anchor.getBoundingClientRect();
  const { width, height } = card.getBoundingClientRect();
  const above = button.top - GAP - height;
  card.style.top = `${above < GAP ? button.bottom + GAP : above}px`;
  card.style.left = `${Math.max(GAP, Math.min(button.left, innerWidth - width - GAP))}px`;
};
