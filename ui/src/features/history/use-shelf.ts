import type { OperationError } from "@atelier/client/errors";
import type { Conversation } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { useLocation } from "wouter";

import { showToast } from "../../components/toasts";
import { useCommand } from "../../data/use-command";
import { errorLine } from "../../lib/error-words";
import { addressOf } from "./use-history";

type Shelf = {
  readonly rename: (conversation: Conversation, title: string) => void;
  readonly moveToTrash: (conversation: Conversation) => void;
  readonly restore: (conversation: Conversation) => void;
};

/** What can be done with listed conversations; whatever fails says so. */
export const useShelf = (): Shelf => {
  const [place, navigate] = useLocation();
  const renaming = useCommand("conversation.rename");
  const deleting = useCommand("conversation.delete");
  const restoring = useCommand("conversation.restore");
  const onError = (error: OperationError) => showToast({ text: errorLine(error), tone: "danger" });

  const restore = ({ id }: Conversation) =>
    restoring.mutate(
      { id },
      { onError, onSuccess: () => showToast({ text: t`Restored`, about: id }) },
    );
  return {
    restore,
    rename: ({ id, title: before }, written) => {
      const title = [...written.trim()].slice(0, LONGEST).join("");
      if (title !== "" && title !== before) renaming.mutate({ id, title }, { onError });
    },
    moveToTrash: (conversation) => {
      const { id } = conversation;
      const open = place === addressOf(id);
      const undo = () => {
        restoring.mutate({ id }, { onError });
        if (open) navigate(addressOf(id));
      };
      const onSuccess = () => {
        if (open) navigate("/");
        const action = { label: t`Undo`, run: undo };
        showToast({ text: t`Moved to the trash`, about: id, action });
      };
      deleting.mutate({ id }, { onError, onSuccess });
    },
  };
};

/** The longest title, in characters. */
const LONGEST = 200;
