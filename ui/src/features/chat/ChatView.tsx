import type { ConversationId, MessageId } from "@atelier/client/types";
import { i18n } from "@lingui/core";
import { msg, t } from "@lingui/core/macro";
import { type ReactNode, useCallback, useContext, useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import { Button } from "../../components/Button";
import { ErrorNote } from "../../components/ErrorNote";
import { later } from "../../components/later";
import { LinkGate } from "../../components/markdown/LinkGate";
import { MaterialContext } from "../../components/material/material";
import { Skeleton } from "../../components/Skeleton";
import { useSettings } from "../../data/use-settings";
import { useShortcut } from "../../lib/shortcuts/registry";
import { usePlatform } from "../../platform/context";
import { BranchingContext } from "./branching";
import { Composer, type QueueTime } from "./Composer";
import { ConversationHeader } from "./ConversationHeader";
import { EmptyConversation } from "./EmptyConversation";
import { type ModelChoice, ModelPicker } from "./ModelPicker";
import { wellFormed } from "./message-rule";
import { textOf } from "./message-text";
import { NeedsKey } from "./NeedsKey";
import { QueueCards } from "./QueueCards";
import { ToolSwitches } from "./ToolSwitches";
import { TemporaryBar } from "./temporary/TemporaryBar";
import { TemporaryButton } from "./temporary/TemporaryButton";
import { bringsResults } from "./thread";
import { type ToolViews, ToolViewsContext } from "./tool-views";
import { type AnthropicChat, useAnthropicChat } from "./use-anthropic-chat";
import { useMakeBranching } from "./use-branching";
import { useDraft } from "./use-draft";
import { beginning, useModelChoice } from "./use-model-choice";
import { useNeedsKey } from "./use-needs-key";
import { useQueue } from "./use-queue";
import { useRestore } from "./use-restore";

const Reading = () => (
  <Skeleton className="mx-auto w-full max-w-[calc(72ch+3rem)] flex-1 px-6 pt-6" lines={6} />
);

// What shows messages is the heavier half; a new conversation does without until one is written.
const MessageList = later(async () => (await import("./MessageList")).MessageList, Reading);

/** What a person is about to say, and where. */
export type PendingMessage = ModelChoice & {
  readonly conversationId: ConversationId | null;
  readonly text: string;
};

type Props = {
  /** The conversation that is shown; null is a new one. */
  readonly conversationId: ConversationId | null;
  /** What else was said about a text: shown beside the composer of a new conversation. */
  readonly similarTo?: (text: string) => ReactNode;
  /** How long what is being said is and what it costs: beside Send, and above the composer. */
  readonly meter?: (pending: PendingMessage) => { beside: ReactNode; above: ReactNode };
  /** Finds a text in the conversation. */
  readonly find?: (id: ConversationId) => ReactNode;
  /** Views for the results of tools, by the tool’s name. */
  readonly toolViews?: ToolViews;
};

const NO_VIEWS: ToolViews = {};

/** What a person says in order to have a cut answer go on. */
const CONTINUE = msg`Continue.`;

/** A conversation: its messages, and the place to write. */
export const ChatView = (props: Props) => {
  const { conversationId, similarTo, meter, find, toolViews = NO_VIEWS } = props;
  const [, navigate] = useLocation();
  const { settings } = useSettings();
  const [choice, choose] = useModelChoice(conversationId);
  const chat = useAnthropicChat(conversationId, {
    beginWith: beginning(choice),
    onCreated: (id) => navigate(`/c/${id}`, { replace: true }),
  });
  const draft = useDraft(conversationId);
  const material = useContext(MaterialContext);
  const field = useRef<HTMLTextAreaElement>(null);
  const needsKey = useNeedsKey(chat);

  const [target, setTarget] = useState<MessageId | null>(null);
  const branching = useMakeBranching(conversationId, chat, setTarget);

  useMessageListInTime(conversationId !== null || draft.text !== "");
  useAnswerShortcuts(chat);
  useRestore(chat, draft.text, draft.setText);

  const send = () => {
    chat.send(wellFormed(draft.text), material?.ids);
    draft.clear();
  };
  const queue = useQueue(conversationId);
  const enqueue = (when: QueueTime) => {
    queue.add({ text: wellFormed(draft.text), attachments: material?.ids ?? [] }, when);
    draft.clear();
  };
  const recall = (): string | null => {
    const said = chat.messages?.findLast(
      (message) => message.role === "user" && !bringsResults(message),
    );
    return said ? textOf(said) : null;
  };
  const cost = meter?.({ conversationId, text: draft.text, ...choice });
  const empty = chat.messages?.length === 0 && chat.pending === null;
  return (
    <LinkGate>
      <BranchingContext value={branching}>
        <section
          aria-label={t`Conversation`}
          className="relative flex h-full flex-col [font-variant-ligatures:none]"
        >
          {conversationId === null ? (
            <TemporaryButton choice={choice} onBegun={draft.clear} onLeave={draft.flush} />
          ) : (
            <>
              <ConversationHeader id={conversationId} />
              <TemporaryBar id={conversationId} />
            </>
          )}
          {conversationId !== null && find?.(conversationId)}
          <ToolViewsContext value={toolViews}>
            <Stage
              chat={chat}
              empty={empty}
              key={conversationId ?? "new"}
              onTarget={setTarget}
              target={target}
              onPick={(prompt) => {
                draft.setText(prompt);
                field.current?.focus();
              }}
            />
          </ToolViewsContext>
          {needsKey && <NeedsKey onOpenKeySettings={() => navigate("/settings/account")} />}
          {chat.refusal && chat.refusal.error.code !== "needs_key" && (
            <div className="mx-auto w-full max-w-[calc(72ch+3rem)] px-6 pb-3">
              <ErrorNote
                error={chat.refusal.error}
                title={
                  chat.refusal.text === null
                    ? t`Claude was not asked again`
                    : t`The message was not sent`
                }
              >
                <Button onClick={chat.dismissRefusal} variant="quiet">
                  {t`Dismiss`}
                </Button>
              </ErrorNote>
            </div>
          )}
          {conversationId !== null && <QueueCards queue={queue} running={chat.running} />}
          {cost?.above}
          {settings && (
            <Composer
              blocked={material?.obstacle(choice.model ?? settings.model) ?? null}
              beside={cost?.beside}
              limit={settings.message_limit}
              onBlur={draft.flush}
              onChange={draft.setText}
              onQueue={conversationId === null ? undefined : enqueue}
              onSend={send}
              onStop={() => {
                chat.stop();
                // The button that was pressed goes, and the focus must not go with it.
                field.current?.focus();
              }}
              recall={recall}
              ref={field}
              running={chat.running}
              sendKey={settings.send_key}
              text={draft.text}
            >
              <ModelPicker choice={choice} onChoose={choose} settings={settings} />
              <ToolSwitches settings={settings} />
              {conversationId === null && !chat.running && similarTo?.(draft.text)}
            </Composer>
          )}
        </section>
      </BranchingContext>
    </LinkGate>
  );
};

type StageProps = {
  readonly chat: AnthropicChat;
  readonly empty: boolean;
  readonly onPick: (prompt: string) => void;
  /** The message that is looked for. */
  readonly target: MessageId | null;
  readonly onTarget: (target: MessageId | null) => void;
};

const Stage = ({ chat, empty, onPick, target, onTarget }: StageProps) => {
  const onTargetReached = useCallback(() => onTarget(null), [onTarget]);
  const { messages, live, pending, running } = chat;
  if (chat.error && !messages) {
    return (
      <div className="mx-auto w-full max-w-[calc(72ch+3rem)] flex-1 px-6 pt-6">
        <ErrorNote
          error={chat.error}
          onRetry={chat.reload}
          title={t`The conversation could not be read`}
        />
      </div>
    );
  }
  if (empty) return <EmptyConversation onPick={onPick} />;
  if (!messages) return <Reading />;
  const controls =
    running || messages.length === 0
      ? null
      : { onRegenerate: () => chat.regenerate(), onContinue: () => chat.send(i18n._(CONTINUE)) };
  return (
    <MessageList
      controls={controls}
      live={live}
      messages={messages}
      onReachTop={chat.loadOlder}
      onTargetReached={onTargetReached}
      target={target}
      pending={pending}
    />
  );
};

/** Loads what shows messages while they are still being read or written. */
const useMessageListInTime = (wanted: boolean): void => {
  useEffect(() => {
    if (wanted) MessageList.prepare();
  }, [wanted]);
};

const useAnswerShortcuts = (chat: AnthropicChat): void => {
  const platform = usePlatform();
  useShortcut("answer.stop", () => (chat.running ? chat.stop() : false));
  useShortcut("answer.copy", () => {
    const answer = chat.messages?.findLast(({ role }) => role === "assistant");
    if (!answer) return false;
    return void platform.copyText(textOf(answer));
  });
};
