import { Confirm } from "../../components/Confirm";
import { showToast } from "../../components/toasts";
import { useCommand } from "../../data/use-command";
import { plural } from "../../lib/quantity";

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
      text: `${plural(conversations, "conversation", "conversations")} deleted for good`,
    });
  };
  const error = erase.error ?? empty.error;
  const run = () => {
    if (conversation) erase.mutate({ ids: [conversation.id] }, { onSuccess });
    else empty.mutate({}, { onSuccess });
  };
  return (
    <Confirm
      act={conversation ? "Delete for good" : "Empty the trash"}
      danger
      keep="Keep"
      onAct={run}
      onClose={onClose}
      open
      pending={erase.isPending || empty.isPending}
      title={conversation ? "Delete for good?" : "Empty the trash?"}
    >
      <p className="text-sm">
        {conversation
          ? `“${conversation.title || "New conversation"}” and all its messages are deleted for good.`
          : "All conversations in the trash are deleted for good, with their messages."}{" "}
        This cannot be undone.
      </p>
      {error && (
        <p className="pt-2 text-sm text-danger" role="alert">
          {error.message}
        </p>
      )}
    </Confirm>
  );
};
