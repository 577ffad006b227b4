import type { Message } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { memo, useLayoutEffect, useState } from "react";

import { Button } from "../../components/Button";
import { PlainText } from "../../components/markdown/Inline";
import { SentMaterial } from "../../components/material/SentMaterial";
import { cx } from "../../lib/cx";
import { useLocale } from "../../lib/language";
import { recordRender } from "../../lib/metrics";
import { AnswerBlocks } from "./AnswerBlocks";
import { AnswerEnd, hasFailed } from "./AnswerEnd";
import { BranchStepper } from "./BranchStepper";
import { useBranching } from "./branching";
import { CacheMark } from "./CacheMark";
import { FoldLine } from "./FoldLine";
import { MessageActions } from "./MessageActions";
import { MessageEditor } from "./MessageEditor";
import { textOf } from "./message-text";
import type { Shown } from "./rounds";
import { type Fold, isSameFold, type Row } from "./transcript";
import type { Waiting } from "./turn-reducer";

/** What can be done about the last answer of a conversation. */
export type AnswerControls = {
  readonly onRegenerate: () => void;
  readonly onContinue: () => void;
};

type Props = {
  readonly shown: Shown;
  /** What is folded above it. */
  readonly fold?: Fold | null;
  /** What of it the fold stands for. */
  readonly hidden?: Row["hidden"];
  /** Whether the answers of its turn begin here. */
  readonly begins?: boolean;
  /** The arguments of tool requests that are still arriving, by block; only while it streams. */
  readonly inputs: ReadonlyMap<number, string> | null;
  readonly waiting: Waiting | null;
  /** Set for the last answer, while no other is on its way. */
  readonly controls: AnswerControls | null;
};

/** One message: what the person said, or what was answered. */
export const MessageItem = memo(
  (props: Props) => {
    useRenderTime();
    useLocale();
    const { message } = props.shown;
    return message.role === "user" ? (
      <UserMessage controls={props.controls} message={message} />
    ) : (
      <Answer {...props} />
    );
  },
  (before, after) =>
    before.inputs === after.inputs &&
    before.waiting === after.waiting &&
    before.controls === after.controls &&
    before.hidden === after.hidden &&
    before.begins === after.begins &&
    isSameFold(before.fold ?? null, after.fold ?? null) &&
    before.shown.message === after.shown.message &&
    before.shown.results === after.shown.results &&
    before.shown.goesOn === after.shown.goesOn &&
    before.shown.earlier === after.shown.earlier,
);

/** Notes how long it took until the message was in the page. */
const useRenderTime = (): void => {
  const [begun] = useState(() => performance.now());
  useLayoutEffect(() => recordRender(begun), [begun]);
};

const Answer = (props: Props) => {
  const { shown, fold = null, hidden = "nothing", inputs, waiting, controls } = props;
  const { message, results, goesOn, earlier } = shown;
  const branching = useBranching();
  if (branching?.editing === message.id) {
    return (
      <article aria-label={t`Answer`} className="pb-5">
        <MessageEditor branching={branching} message={message} />
      </article>
    );
  }
  return (
    <article
      aria-label={t`Answer`}
      className={cx("group flex flex-col gap-3", goesOn ? "pb-3" : "pb-5")}
    >
      {message.simulated && (props.begins ?? earlier.length === 0) && <SimulatedBadge />}
      <CacheMark message={message} />
      {fold && <FoldLine fold={fold} />}
      {hidden !== "all" && (
        <AnswerBlocks
          inputs={inputs}
          message={message}
          results={results}
          withoutSteps={hidden === "steps"}
        />
      )}
      <AnswerEnd controls={controls} message={message} results={results} waiting={waiting} />
      {goesOn && <BranchStepper id={message.id} />}
      {message.state !== "streaming" && !goesOn && (
        <MessageActions
          earlier={earlier}
          message={message}
          onRegenerate={hasFailed(message) ? null : (controls?.onRegenerate ?? null)}
          quiet={controls === null}
        />
      )}
    </article>
  );
};

const NONE: readonly Message[] = [];

type UserProps = { readonly message: Message; readonly controls: AnswerControls | null };

const UserMessage = ({ message, controls }: UserProps) => {
  const branching = useBranching();
  if (branching?.editing === message.id) {
    return (
      <article aria-label={t`You said`}>
        <MessageEditor branching={branching} message={message} />
      </article>
    );
  }
  return (
    <article aria-label={t`You said`} className="group flex flex-col items-end gap-0.5 pb-3">
      <SentMaterial message={message} />
      {textOf(message) !== "" && <UserBubble text={textOf(message)} />}
      <MessageActions earlier={NONE} message={message} onRegenerate={null} quiet />
      {controls && (
        <p className="flex items-center gap-3 pt-2 text-sm text-text-subtle">
          {t`Nobody has answered this yet.`}
          <Button onClick={controls.onRegenerate}>
            {t({ message: "Answer", context: "have it answered" })}
          </Button>
        </p>
      )}
    </article>
  );
};

type BubbleProps = {
  readonly text: string;
  /** Whether it is on its way to the store. */
  readonly pending?: boolean;
};

/** What the person said, exactly as typed. */
export const UserBubble = ({ text, pending = false }: BubbleProps) => (
  <div
    className={cx(
      "max-w-[85%] rounded-card bg-surface-selected px-4 py-2.5 whitespace-pre-wrap wrap-anywhere",
      pending && "opacity-75",
    )}
    dir="auto"
  >
    <PlainText literal text={text} />
  </div>
);

const SimulatedBadge = () => (
  <p
    className="w-fit rounded-control bg-info-subtle px-2 py-0.5 text-xs font-medium text-info"
    title={t`The built-in simulator wrote this. It is not an answer of Claude.`}
  >
    {t`Simulated answer`}
  </p>
);
