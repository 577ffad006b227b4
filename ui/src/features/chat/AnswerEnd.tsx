import type { Message, MessageFailure } from "@atelier/client/types";
import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg, t } from "@lingui/core/macro";
import { ArrowRight, CircleAlert, RotateCw } from "lucide-react";

import { Button } from "../../components/Button";
import { Icon } from "../../components/Icon";
import { StateDot } from "../../components/StateDot";
import { failureWords } from "../../lib/failure-words";
import { AllowOnce } from "./AllowOnce";
import type { AnswerControls } from "./MessageItem";
import type { Waiting } from "./turn-reducer";
import { useCountdown } from "./use-countdown";

type Props = {
  readonly message: Message;
  /** What brings the results of the tools that it asks for; null where nothing does. */
  readonly results: Message | null;
  readonly waiting: Waiting | null;
  readonly controls: AnswerControls | null;
};

/** What stands below an answer that is still coming, was cut short, or failed. */
export const AnswerEnd = ({ message, results, waiting, controls }: Props) => {
  const { state, failure, blocks } = message;
  if (state === "streaming" && waiting) return <WaitingLine waiting={waiting} />;
  if (state === "streaming") return blocks.length === 0 ? <AnsweringLine /> : null;
  if (failure && hasFailed(message)) {
    const onContinue = state === "incomplete" ? (controls?.onContinue ?? null) : null;
    const onRetry = controls?.onRegenerate ?? null;
    const id = message.conversation_id;
    return (
      <FailureCard
        conversationId={id}
        failure={failure}
        onContinue={onContinue}
        onRetry={onRetry}
      />
    );
  }
  if (results?.failure && hasFailed(results)) {
    const onRetry = controls?.onRegenerate ?? null;
    const id = message.conversation_id;
    return (
      <FailureCard
        conversationId={id}
        failure={results.failure}
        onContinue={null}
        onRetry={onRetry}
      />
    );
  }
  // Stopped among tools; once the conversation has gone on, the cards say enough.
  if (controls && results?.state === "incomplete") {
    return <IncompleteLine onContinue={controls.onContinue} />;
  }
  if (state === "complete") return <StopNote message={message} />;
  return <IncompleteLine onContinue={controls?.onContinue ?? null} />;
};

/** Whether its end says why it failed, and offers to ask again. */
export const hasFailed = ({ failure, state }: Message): boolean =>
  failure !== null && state !== "complete" && state !== "streaming";

const AnsweringLine = () => (
  <p className="flex items-center gap-2 text-sm text-text-subtle">
    <StateDot running tone="accent" />
    {t`Answering`}
  </p>
);

const WaitingLine = ({ waiting }: { readonly waiting: Waiting }) => {
  const left = useCountdown(waiting.retryAt);
  return (
    <p className="flex items-baseline gap-2 text-sm text-text-subtle">
      <StateDot running tone="warning" />
      <span>
        {i18n.locale === "en" ? waiting.message : t`The endpoint cannot answer now.`}{" "}
        <span className="numeric">{left ? t`Asking again in ${left} s.` : t`Asking again.`}</span>
      </span>
    </p>
  );
};

type FailureProps = {
  readonly conversationId: string;
  readonly failure: MessageFailure;
  /** Goes on from what arrived; none where nothing did. */
  readonly onContinue: (() => void) | null;
  readonly onRetry: (() => void) | null;
};

const FailureCard = ({ conversationId, failure, onContinue, onRetry }: FailureProps) => {
  const left = useCountdown(failure.retry_at);
  const words = failureWords(failure);
  const early = left !== null && left > 0;
  return (
    <div
      className="flex gap-3 rounded-card border border-danger/40 bg-danger-subtle px-4 py-3 text-sm"
      role="note"
      aria-label={t`The answer failed`}
    >
      <Icon className="mt-0.5 text-danger" of={CircleAlert} />
      <div className="min-w-0 flex-1">
        <p className="font-medium wrap-anywhere">{words.message}</p>
        {words.detail && (
          <p className="mt-1 wrap-anywhere text-text-subtle" lang="en">
            {words.detail}
          </p>
        )}
        {onContinue && <p className="mt-1 text-text-subtle">{t`What arrived is kept.`}</p>}
        {onRetry && (
          <div className="mt-3 flex items-center gap-3">
            {onContinue && (
              <Button icon={ArrowRight} onClick={onContinue}>
                {t`Continue`}
              </Button>
            )}
            {failure.class === "budget" && (
              <AllowOnce conversationId={conversationId} onAllowed={onRetry} />
            )}
            <Button icon={RotateCw} onClick={onRetry}>
              {early ? t`Retry now` : t`Retry`}
            </Button>
            {early && (
              <span className="numeric text-text-subtle">{t`Retrying makes sense in ${left} s`}</span>
            )}
          </div>
        )}
      </div>
    </div>
  );
};

const IncompleteLine = ({ onContinue }: { readonly onContinue: (() => void) | null }) => (
  <div className="flex items-center gap-3 text-sm">
    <span className="flex items-center gap-2 text-text-subtle">
      <StateDot tone="warning" />
      {t`Incomplete`}
    </span>
    {onContinue && (
      <Button icon={ArrowRight} onClick={onContinue}>
        {t`Continue`}
      </Button>
    )}
  </div>
);

const NOTES: Readonly<Record<string, MessageDescriptor>> = {
  max_tokens: msg`The answer reached the most tokens it may hold.`,
  model_context_window_exceeded: msg`The conversation filled the model’s context.`,
  refusal: msg`The model declined to go on.`,
};

const StopNote = ({ message }: { readonly message: Message }) => {
  const note = message.stop_reason === null ? undefined : NOTES[message.stop_reason];
  if (note === undefined) return null;
  return (
    <p className="flex items-center gap-2 text-sm text-text-subtle">
      <StateDot tone="warning" />
      {i18n._(note)}
    </p>
  );
};
