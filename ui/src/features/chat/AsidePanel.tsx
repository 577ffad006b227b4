import type { AsideExchange, ConversationId } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Send, Square, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";

import { Button } from "../../components/Button";
import { ErrorNote } from "../../components/ErrorNote";
import { IconButton } from "../../components/IconButton";
import { Money } from "../../components/Money";
import { Markdown } from "../../components/markdown/Markdown";
import { StateDot } from "../../components/StateDot";
import { TextArea } from "../../components/TextArea";
import { useStream } from "../../data/use-stream";
import { isComposing } from "../../lib/shortcuts/chord";
import { UserBubble } from "./MessageItem";
import { textOf } from "./message-text";
import { NO_TURN, turnReducer } from "./turn-reducer";

type Props = { readonly conversationId: ConversationId; readonly onClose: () => void };

/** Asks something with the conversation in view. Nothing of it is kept: closing it forgets it. */
export const AsidePanel = ({ conversationId, onClose }: Props) => {
  const [earlier, setEarlier] = useState<readonly AsideExchange[]>([]);
  const [question, setQuestion] = useState<string | null>(null);
  const [text, setText] = useState("");
  const stream = useStream("aside.ask", turnReducer, { initial: NO_TURN });
  const { state, running, error, status } = stream;
  const answer = state.answer;
  const field = useRef<HTMLTextAreaElement>(null);
  const end = useRef<HTMLDivElement>(null);

  useEffect(() => {
    field.current?.focus();
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is newest stays in view as it grows
  useEffect(() => {
    // It may answer with a promise, which is no clean-up.
    end.current?.scrollIntoView?.({ block: "end" });
  }, [answer, question]);

  const ask = () => {
    const asked = text.trim();
    if (asked === "" || running) return;
    const before =
      question !== null && answer && textOf(answer) !== ""
        ? [...earlier, { question, answer: textOf(answer) }]
        : earlier;
    setEarlier(before);
    setQuestion(asked);
    setText("");
    stream.start({ conversation_id: conversationId, text: asked, earlier: [...before] });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === "Escape") onClose();
    else if (event.key === "Enter" && !event.shiftKey && event.target === field.current) ask();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <section
      aria-label={t`A question aside`}
      className="absolute top-14 right-4 z-10 flex max-h-[70%] w-[min(26rem,calc(100%-2rem))] animate-appear flex-col rounded-card border border-hairline bg-surface-raised shadow-float"
      onKeyDown={onKeyDown}
    >
      <header className="flex items-center gap-2 px-4 pt-3 pb-1">
        <h2 className="flex-1 font-medium">{t`A question aside`}</h2>
        <IconButton icon={X} label={t`Close and forget`} onClick={onClose} shortcut="Esc" />
      </header>
      <p className="px-4 pb-2 text-xs text-text-subtle">
        {t`Asked with this conversation in view. It is not kept in it, nor anywhere else.`}
      </p>
      <div
        aria-label={t`Asked aside`}
        className="min-h-0 overflow-y-auto px-4"
        role="log"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
        tabIndex={0}
      >
        {earlier.map((one, at) => (
          <Exchange
            answer={one.answer}
            growing={false}
            // biome-ignore lint/suspicious/noArrayIndexKey: an exchange is known by its place
            key={at}
            question={one.question}
          />
        ))}
        {question !== null && (
          <Exchange answer={answer ? textOf(answer) : ""} growing={running} question={question} />
        )}
        {error && <ErrorNote error={error} title={t`There is no answer`} />}
        {status === "stopped" && <p className="pb-2 text-sm text-text-subtle">{t`Stopped.`}</p>}
        {!running && answer && answer.cost_nano_usd !== 0 && (
          <p className="pb-2 text-xs text-text-subtle">
            <Trans>
              It cost <Money nanoUsd={answer.cost_nano_usd} />.
            </Trans>
          </p>
        )}
        <div ref={end} />
      </div>
      <div className="flex items-end gap-2 border-t border-hairline p-3">
        <TextArea
          aria-label={t`Question`}
          className="min-w-0 flex-1"
          dir="auto"
          maxHeight={160}
          onChange={(event) => setText(event.target.value)}
          placeholder={t`Ask about this conversation`}
          ref={field}
          value={text}
        />
        {running ? (
          <Button icon={Square} onClick={stream.stop}>
            {t`Stop`}
          </Button>
        ) : (
          <Button disabled={text.trim() === ""} icon={Send} onClick={ask} variant="primary">
            {t`Ask`}
          </Button>
        )}
      </div>
    </section>
  );
};

type ExchangeProps = AsideExchange & { readonly growing: boolean };

const Exchange = ({ question, answer, growing }: ExchangeProps) => (
  <div className="flex flex-col gap-2 pb-3">
    <div className="flex justify-end text-sm">
      <UserBubble text={question} />
    </div>
    {answer === "" && growing && (
      <p className="flex items-center gap-2 text-sm text-text-subtle">
        <StateDot running tone="accent" />
        {t`Answering`}
      </p>
    )}
    <div className="text-sm">
      <Markdown progress={growing ? "growing" : "finished"} text={answer} />
    </div>
  </div>
);
