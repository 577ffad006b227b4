import { plural, t } from "@lingui/core/macro";
import { Confirm } from "../../components/Confirm";
import { showToast } from "../../components/toasts";
import { useCommand } from "../../data/use-command";
import { errorLine } from "../../lib/error-words";

type Props = {
  /** The conversation to delete for good, by id and title; null is the whole trash. */
  readonly conversation: { readonly id: string; readonly title: string } | null;
  readonly onClose: () => void;
};

/** Asks before something is deleted for good. */
export const EraseDialog = ({ conversation, onClose }: Props) => {
  const erase = useCommand("shelf.erase");
  const empty = useCommand("shelf.empty_trash");
  const onSuccess = ({ conversations }: { readonly conversations: number }) => {
    onClose();
    showToast({
      text: plural(conversations, {
        one: "# conversation deleted for good",
        other: "# conversations deleted for good",
      }),
    });
  };
  const title = conversation?.title || t`New conversation`;
  const error = erase.error ?? empty.error;
  const run = () => {
    if (conversation) erase.mutate({ ids: [conversation.id] }, { onSuccess });
    else empty.mutate({}, { onSuccess });
  };
  return (
    <Confirm
      act={conversation ? t`Delete for good` : t`Empty the trash`}
      danger
      keep={t({ message: "Keep", context: "leave it where it is" })}
      onAct={run}
      onClose={onClose}
      open
      pending={erase.isPending || empty.isPending}
      title={conversation ? t`Delete for good?` : t`Empty the trash?`}
    >
      <p className="text-sm">
        {conversation
          ? t`“${title}” and all its messages are deleted for good. This cannot be undone.`
          : t`All conversations in the trash are deleted for good, with their messages. This cannot be undone.`}
      </p>
      {error && (
        <p className="pt-2 text-sm text-danger" role="alert">
          {errorLine(error)}
        </p>
      )}
    </Confirm>
  );
};
