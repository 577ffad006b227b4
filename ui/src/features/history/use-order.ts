import type { OperationError } from "@atelier/client/errors";
import type { Conversation, ConversationId, ProjectId } from "@atelier/client/types";
import { plural, t } from "@lingui/core/macro";

import { showToast } from "../../components/toasts";
import { useCommand } from "../../data/use-command";
import { errorLine } from "../../lib/error-words";

type Order = {
  readonly pin: (conversations: readonly Conversation[], pinned: boolean) => void;
  readonly archive: (conversations: readonly Conversation[], archived: boolean) => void;
  readonly move: (ids: readonly ConversationId[], project: ProjectId | null) => void;
};

/** Where conversations stand: pinned, archived, in a project; whatever fails says so. */
export const useOrder = (): Order => {
  const pinning = useCommand("shelf.pin");
  const archiving = useCommand("shelf.archive");
  const assigning = useCommand("shelf.assign");
  const onError = (error: OperationError) => showToast({ text: errorLine(error), tone: "danger" });
  const idsOf = (conversations: readonly Conversation[]) => conversations.map(({ id }) => id);
  return {
    pin: (conversations, pinned) =>
      pinning.mutate({ ids: idsOf(conversations), pinned }, { onError }),
    archive: (conversations, archived) => {
      const ids = idsOf(conversations);
      const undo = () => archiving.mutate({ ids, archived: !archived }, { onError });
      const done = () => {
        if (!archived) return t`Back in the list`;
        return ids.length === 1
          ? t`Archived`
          : plural(
              { count: ids.length },
              { one: "# conversation archived", other: "# conversations archived" },
            );
      };
      const onSuccess = () =>
        showToast({
          text: done(),
          about: ids.join(),
          action: { label: t`Undo`, run: undo },
        });
      archiving.mutate({ ids, archived }, { onError, onSuccess });
    },
    move: (ids, project_id) =>
      assigning.mutate(
        { ids: [...ids], project_id },
        {
          onError,
          onSuccess: () =>
            showToast({ text: project_id === null ? t`Out of its project` : t`Moved` }),
        },
      ),
  };
};
