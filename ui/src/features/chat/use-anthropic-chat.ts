import type { OperationError } from "@atelier/client/errors";
import { toOperationError } from "@atelier/client/errors";
import type {
  AttachmentId,
  ConversationId,
  CreateConversation,
  Fork,
  Message,
  MessageId,
  RegenerateMessage,
} from "@atelier/client/types";
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";

import { useShownLast } from "../../data/shown-last";
import type { StreamView } from "../../data/stream";
import { useCommand } from "../../data/use-command";
import { usePages } from "../../data/use-operation";
import { forgetSent, rememberSent, useSentTexts } from "./sent-texts";
import { upToMessage, withTurn } from "./thread";
import { NO_TURN, type Turn, type Waiting } from "./turn-reducer";
import { type TurnStreams, useTurnStreams } from "./turn-streams";
import { useAnnouncements } from "./use-announcements";
import { useBranch, useForks } from "./use-branch";
import { useFollowing, useSettling } from "./use-turn-end";

/** A message that the core did not take. */
type Refusal = { readonly text: string | null; readonly error: OperationError };

/** A conversation, and what a person can do in it. */
export type AnthropicChat = {
  /** The branch that is shown, oldest first; undefined until it is read. */
  readonly messages: readonly Message[] | undefined;
  /** Where messages stand among their siblings; those without any are not in it. */
  readonly forks: ReadonlyMap<MessageId, Fork>;
  readonly hasOlder: boolean;
  readonly loadingOlder: boolean;
  readonly loadOlder: () => void;
  /** Why the conversation could not be read. */
  readonly error: OperationError | null;
  readonly reload: () => void;
  /** Whether an answer is on its way. */
  readonly running: boolean;
  /** The answer that is on its way, once the turn has begun. */
  readonly live: Turn | null;
  readonly waiting: Waiting | null;
  /** What was sent and is not stored yet. */
  readonly pending: string | null;
  readonly refusal: Refusal | null;
  readonly dismissRefusal: () => void;
  /** Says a text, with what goes along. */
  readonly send: (text: string, attachments?: readonly AttachmentId[]) => void;
  readonly stop: () => void;
  /** Says a text in place of what was said before, on a branch of its own. */
  readonly resend: (text: string, insteadOf: MessageId) => void;
  readonly regenerate: (what?: Omit<RegenerateMessage, "id">) => void;
};

type Options = {
  /** What a conversation that is not created yet starts with. */
  readonly beginWith: CreateConversation;
  /** Runs when the first message has created the conversation. */
  readonly onCreated: (id: ConversationId) => void;
};

const PAGE = 50;

/** Reads a conversation, sends to it, and follows its answers; `null` is one not created yet. */
export const useAnthropicChat = (
  conversationId: ConversationId | null,
  { beginWith, onCreated }: Options,
): AnthropicChat => {
  const streamsOf = useTurnStreams();
  const pages = usePages(
    "conversation.messages",
    { id: conversationId ?? "", limit: PAGE },
    "before",
    { enabled: conversationId !== null },
  );
  useShownLast(conversationId);
  const creation = useCommand("conversation.create");
  const stopping = useCommand("conversation.stop");
  const [beginning, setBeginning] = useState<string | null>(null);
  const [refusedStart, setRefusedStart] = useState<Refusal | null>(null);
  const sent = useSentTexts(({ texts }) =>
    conversationId === null ? undefined : texts[conversationId],
  );

  const streams = useMemo(
    () => (conversationId === null ? null : streamsOf(conversationId)),
    [conversationId, streamsOf],
  );
  const sending = useView(streams?.send);
  const regenerating = useView(streams?.regenerate);
  const following = useView(streams?.follow);
  const asked = regenerating.status === "idle" ? sending : regenerating;
  const view = following.state === NO_TURN ? asked : following;
  const running = view.status === "running";
  const turn = view.state;

  const branch = useBranch(conversationId, pages.data?.pages);
  const forks = useForks(pages.data?.pages);
  const [replaced, replace] = useState<MessageId | null>(null);
  const messages = useMemo(() => {
    if (conversationId === null) return [];
    if (branch && running && !turn.answer) return upToMessage(branch, replaced);
    if (branch) return withTurn(branch, turn, running);
    return turn.answer && turn.user?.parent_id === null ? withTurn([], turn, running) : undefined;
  }, [conversationId, branch, turn, running, replaced]);

  useFollowing(conversationId, streams, view.status);
  useAnnouncements(view);
  useSettling(streams, view, branch);
  useForgetting(conversationId, turn);

  const start = (
    id: ConversationId,
    text: string,
    attachments: readonly AttachmentId[] = [],
    insteadOf: MessageId | null = null,
  ) => {
    const { send, regenerate, follow } = streamsOf(id);
    regenerate.reset();
    follow.reset();
    rememberSent(id, text);
    replace(insteadOf);
    send.start({
      id,
      text,
      detached: true,
      ...(attachments.length === 0 ? {} : { attachments: [...attachments] }),
      ...(insteadOf === null ? {} : { instead_of: insteadOf }),
    });
  };
  const begin = async (text: string, attachments: readonly AttachmentId[]) => {
    setRefusedStart(null);
    setBeginning(text);
    try {
      const { id } = await creation.mutateAsync(beginWith);
      start(id, text, attachments);
      onCreated(id);
    } catch (cause) {
      setRefusedStart({ text, error: toOperationError(cause) });
    } finally {
      setBeginning(null);
    }
  };
  const refusal = refusalOf(view, sent ?? null) ?? refusedStart;

  return {
    messages,
    forks,
    hasOlder: pages.hasNextPage,
    loadingOlder: pages.isFetchingNextPage,
    loadOlder: () => {
      // While the branch is read again, what lies before it may be of another.
      if (pages.hasNextPage && !pages.isFetching) pages.fetchNextPage();
    },
    error: pages.data ? null : pages.error,
    reload: () => void pages.refetch(),
    running: running || beginning !== null,
    live: running && turn.answer ? turn : null,
    waiting: running ? turn.waiting : null,
    pending:
      beginning ??
      (running && !turn.answer && regenerating.status === "idle" ? (sent ?? null) : null),
    refusal,
    dismissRefusal: () => {
      setRefusedStart(null);
      if (conversationId !== null) forgetSent(conversationId);
      if (view.status === "failed" && !turn.answer) {
        streams?.send.reset();
        streams?.regenerate.reset();
      }
    },
    send: (text, attachments = []) => {
      if (conversationId === null) begin(text, attachments);
      else start(conversationId, text, attachments);
    },
    stop: () => {
      streams?.send.stop();
      streams?.regenerate.stop();
      streams?.follow.stop();
      // The answer goes on without this page, so that it is to be told.
      if (conversationId !== null) stopping.mutate({ id: conversationId });
    },
    resend: (text, insteadOf) => {
      if (conversationId !== null) start(conversationId, text, [], insteadOf);
    },
    regenerate: (what = {}) => {
      if (!streams || !conversationId) return;
      streams.send.reset();
      streams.follow.reset();
      replace(null);
      streams.regenerate.start({ id: conversationId, detached: true, ...what });
    },
  };
};

const IDLE: StreamView<Turn> = { state: NO_TURN, status: "idle", error: null };

const useView = (stream: TurnStreams[keyof TurnStreams] | undefined): StreamView<Turn> =>
  useSyncExternalStore(
    useCallback((listener) => stream?.subscribe(listener) ?? (() => {}), [stream]),
    () => stream?.view() ?? IDLE,
  );

/** A turn that failed before it began was not stored: its text goes back to the person. */
const refusalOf = (view: StreamView<Turn>, text: string | null): Refusal | null =>
  view.status === "failed" && view.error && !view.state.answer ? { text, error: view.error } : null;

const useForgetting = (id: ConversationId | null, turn: Turn): void => {
  const stored = turn.user !== null;
  useEffect(() => {
    if (id !== null && stored) forgetSent(id);
  }, [id, stored]);
};
