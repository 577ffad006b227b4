import type { FromCache, Message, MessageState, Usage } from "@atelier/client/types";
import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg, t } from "@lingui/core/macro";
import { FileSearch } from "lucide-react";
import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";

import { Button } from "../../components/Button";
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
  /** Shows what was sent. */
  readonly onInspect: () => void;
};

/** What is known about an answer: model, tokens, cost, time, the API's own id. */
export const MessageInfo = (props: Props) => {
  const { message: last, earlier, anchor, onClose, onInspect } = props;
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
      aria-label={t`About this answer`}
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
        <Row name={t`Model`}>{message.model ?? t`unknown`}</Row>
        {earlier.length > 0 && <Row name={t`Rounds`}>{count(earlier.length + 1)}</Row>}
        <Row name={t`State`}>{stateOf(message)}</Row>
        {message.from_cache ? (
          <FromCacheRows from={message.from_cache} />
        ) : (
          message.usage && <Tokens usage={message.usage} />
        )}
        <Row name={t`Cost`}>
          {message.simulated ? t`none, simulated` : <Money nanoUsd={message.cost_nano_usd} />}
        </Row>
        {took !== null && <Row name={t`Took`}>{duration(took)}</Row>}
        <Row name={t`Begun`}>{exactTime(message.created_at)}</Row>
        {message.request_id !== null && (
          <Row name={t`Request`}>
            <code className="text-xs wrap-anywhere select-all">{message.request_id}</code>
          </Row>
        )}
      </dl>
      <Button className="mt-3" icon={FileSearch} onClick={onInspect}>
        {t`What was sent`}
      </Button>
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

const FromCacheRows = ({ from }: { readonly from: FromCache }) => (
  <>
    <Row name={t`Given again`}>{t`from memory, nobody was asked`}</Row>
    <Row name={t`First answered`}>{exactTime(from.answered_at)}</Row>
    <Row name={t`Saved`}>
      <Money nanoUsd={from.saved_nano_usd} />
    </Row>
  </>
);

const Tokens = ({ usage }: { readonly usage: Usage }) => {
  const written = usage.cache_write_5m_tokens + usage.cache_write_1h_tokens;
  return (
    <>
      <Row name={t`Tokens in`}>{count(usage.input_tokens)}</Row>
      <Row name={t`From the cache`}>{count(usage.cache_read_tokens)}</Row>
      <Row name={t`To the cache`}>{count(written)}</Row>
      <Row name={t`Tokens out`}>{count(usage.output_tokens)}</Row>
      {usage.thinking_tokens > 0 && (
        <Row name={t`of them thinking`}>{count(usage.thinking_tokens)}</Row>
      )}
      {usage.web_searches > 0 && <Row name={t`Web searches`}>{count(usage.web_searches)}</Row>}
    </>
  );
};

const STATES: Record<MessageState, MessageDescriptor> = {
  streaming: msg`arriving`,
  complete: msg`complete`,
  incomplete: msg`incomplete`,
  failed: msg`failed`,
};

const stateOf = ({ state, stop_reason, failure }: Message): string => {
  const words = i18n._(STATES[state]);
  if (failure) return `${words} (${failure.class})`;
  return stop_reason === null ? words : `${words} (${stop_reason})`;
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
