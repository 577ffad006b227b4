import type { OperationError } from "@atelier/client/errors";
import type { ConversationId, MessageId } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { useEffect, useMemo, useRef, useState } from "react";
import { useLocation } from "wouter";
import { showToast } from "../../components/toasts";
import { useCommand } from "../../data/use-command";
import { errorLine } from "../../lib/error-words";
import type { Branching } from "./branching";
import type { AnthropicChat } from "./use-anthropic-chat";

/** Makes what can be done with the messages of a conversation; whatever fails says so. */
export const useMakeBranching = (
  conversationId: ConversationId | null,
  chat: AnthropicChat,
  scrollTo: (id: MessageId) => void,
): Branching | null => {
  const [, navigate] = useLocation();
  const [editing, setEditing] = useState<MessageId | null>(null);
  const typed = useRef(new Map<MessageId, readonly string[]>());
  const focusNext = useRef<Branching["focusNext"]["current"]>(null);
  const showing = useCommand("message.show");
  const saving = useCommand("message.edit");
  const deleting = useCommand("message.delete");
  const restoring = useCommand("message.restore");
  const forking = useCommand("conversation.fork");

  const deeds = (conversation_id: ConversationId) => {
    const onError = (error: OperationError) =>
      showToast({ text: errorLine(error), tone: "danger" });
    const on = (id: MessageId) => ({ conversation_id, message_id: id });
    const close = (id: MessageId) => {
      typed.current.delete(id);
      setEditing(null);
    };
    const restore = (id: MessageId) =>
      restoring.mutate(on(id), {
        onError,
        onSuccess: () => {
          scrollTo(id);
          showToast({ text: t`Restored`, about: id });
        },
      });
    return {
      restore,
      edit: (id: MessageId | null) => {
        if (id === null && editing !== null) typed.current.delete(editing);
        setEditing(id);
      },
      show: (id: MessageId) => showing.mutate(on(id), { onError, onSuccess: () => scrollTo(id) }),
      save: ({ id }, texts) =>
        saving.mutate({ ...on(id), texts: [...texts] }, { onError, onSuccess: () => close(id) }),
      saveAndRerun: ({ id }, text) => {
        close(id);
        chat.resend(text, id);
      },
      answerAgain: ({ id }, choice) => chat.regenerate({ message_id: id, ...choice }),
      fork: ({ id }) =>
        forking.mutate(
          { id: conversation_id, message_id: id },
          {
            onError,
            onSuccess: (fork) => {
              navigate(`/c/${fork.id}`);
              showToast({
                text: t`This is the fork; the conversation it came from stays as it is`,
              });
            },
          },
        ),
      remove: ({ id }) =>
        deleting.mutate(on(id), {
          onError,
          onSuccess: () => {
            const action = { label: t`Undo`, run: () => restore(id) };
            showToast({ text: t`Deleted, with what followed it`, about: id, action });
          },
        }),
    } satisfies Partial<Branching>;
  };

  // Only what changes what is drawn makes a new value: a growing answer does not.
  const latest = useRef(deeds);
  useEffect(() => {
    latest.current = deeds;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another conversation, another editor
  useEffect(() => setEditing(null), [conversationId]);
  const { running: busy, forks } = chat;
  return useMemo(() => {
    if (conversationId === null) return null;
    const now = () => latest.current(conversationId);
    return {
      conversationId,
      busy,
      forks,
      editing,
      typed: typed.current,
      focusNext,
      edit: (id) => now().edit(id),
      show: (id) => now().show(id),
      save: (message, texts) => now().save(message, texts),
      saveAndRerun: (message, text) => now().saveAndRerun(message, text),
      answerAgain: (message, choice) => now().answerAgain(message, choice),
      fork: (message) => now().fork(message),
      remove: (message) => now().remove(message),
      restore: (id) => now().restore(id),
    };
  }, [conversationId, busy, forks, editing]);
};
