import type { ConversationId } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { PictureInPicture2, Undo2 } from "lucide-react";
import { useLocation } from "wouter";

import { IconButton } from "../../components/IconButton";
import { showToast } from "../../components/toasts";
import { useCommand } from "../../data/use-command";
import { errorLine } from "../../lib/error-words";
import { useShortcut } from "../../lib/shortcuts/registry";
import { usePlatform } from "../../platform/context";

type Props = { readonly id: ConversationId };

/** Moves the conversation into a window of its own, or back; a page in a browser has no windows. */
export const PopOutButton = ({ id }: Props) => {
  const { kind, window } = usePlatform();
  if (kind !== "tauri") return null;
  return window === "conversation" ? <PutBack id={id} /> : <PopOut id={id} />;
};

const PopOut = ({ id }: Props) => {
  const [, navigate] = useLocation();
  const show = useCommand("desktop.show");
  const popOut = () =>
    show.mutate(
      { window: "conversation", conversation_id: id },
      {
        // Two fields for one draft would overwrite each other.
        onSuccess: () => navigate("/"),
        onError: (error) => showToast({ text: errorLine(error), tone: "danger" }),
      },
    );
  useShortcut("window.pop_out", popOut);
  return (
    <IconButton icon={PictureInPicture2} label={t`Open in a window of its own`} onClick={popOut} />
  );
};

const PutBack = ({ id }: Props) => {
  const show = useCommand("desktop.show");
  const leave = useCommand("desktop.leave");
  const putBack = () =>
    show.mutate({ window: "main", conversation_id: id }, { onSuccess: () => leave.mutate({}) });
  useShortcut("window.put_back", putBack);
  return <IconButton icon={Undo2} label={t`Back to the main window`} onClick={putBack} />;
};
