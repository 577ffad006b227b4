import type { OperationError } from "@atelier/client/errors";
import type { AttachmentId, ConversationId, QueuedMessage } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { showToast } from "../../components/toasts";
import { useCommand } from "../../data/use-command";
import { useOperation } from "../../data/use-operation";
import { errorLine } from "../../lib/error-words";
import type { QueueTime } from "./Composer";

/** What to say, and what goes along with it. */
type ToQueue = { readonly text: string; readonly attachments: readonly AttachmentId[] };

/** What waits to be said in a conversation, and what can be done with it. */
export type Queue = {
  readonly waiting: readonly QueuedMessage[];
  readonly add: (message: ToQueue, when: QueueTime) => void;
  readonly edit: (message: QueuedMessage, text: string) => void;
  readonly move: (message: QueuedMessage, place: number) => void;
  readonly remove: (message: QueuedMessage) => void;
  readonly send: (message: QueuedMessage) => void;
};

/** Reads the queue of a conversation; whatever fails says so, and gives the text back. */
export const useQueue = (id: ConversationId | null): Queue => {
  const { data } = useOperation(
    "queue.list",
    { conversation_id: id ?? "" },
    { enabled: id !== null },
  );
  const adding = useCommand("queue.add");
  const editing = useCommand("queue.edit");
  const moving = useCommand("queue.move_to");
  const removing = useCommand("queue.remove");
  const sending = useCommand("queue.send");
  const onError = (error: OperationError) => showToast({ text: errorLine(error), tone: "danger" });
  const inputOf = (conversation_id: ConversationId, { text, attachments }: ToQueue) => ({
    conversation_id,
    text,
    ...(attachments.length === 0 ? {} : { attachments: [...attachments] }),
  });
  const again = (id: ConversationId, message: ToQueue, label: string) => ({
    label,
    run: () => adding.mutate(inputOf(id, message), { onError }),
  });
  return {
    waiting: data ?? [],
    add: (said, when) => {
      if (id === null) return;
      adding.mutate(inputOf(id, said), {
        onError: (error) => {
          const action = again(id, said, t`Try again`);
          showToast({ text: errorLine(error), tone: "danger", action });
        },
        // One that is gone by then was sent, which is what was wanted.
        onSuccess: (added) => {
          if (when === "instead") sending.mutate({ id: added.id });
        },
      });
    },
    edit: (message, text) => editing.mutate({ id: message.id, text }, { onError }),
    move: (message, place) => moving.mutate({ id: message.id, place }, { onError }),
    remove: (message) =>
      removing.mutate(
        { id: message.id },
        {
          onError,
          onSuccess: ({ conversation_id, text, attachments }) => {
            // What went along with it is in the draft again until then.
            const said = { text, attachments: attachments.map((each) => each.id) };
            const action = again(conversation_id, said, t`Undo`);
            showToast({ text: t`Taken out of the queue`, about: message.id, action });
          },
        },
      ),
    send: (message) => sending.mutate({ id: message.id }, { onError }),
  };
};
