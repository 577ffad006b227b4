import type { ConversationId } from "@atelier/client/types";
import { useState } from "react";

import { later } from "../../components/later";
import { focusMain } from "../../lib/focus-main";
import { useShortcut } from "../../lib/shortcuts/registry";

const FindBar = later(
  async () => (await import("./FindBar")).FindBar,
  () => null,
);

type Props = { readonly conversationId: ConversationId };

/** Opens the line to find a text in the open conversation, and closes it. */
export const FindGate = ({ conversationId }: Props) => {
  const [open, setOpen] = useState<ConversationId | null>(null);
  useShortcut("find.open", () => setOpen(conversationId));
  if (open !== conversationId) return null;
  const close = () => {
    setOpen(null);
    focusMain();
  };
  return <FindBar conversationId={conversationId} onClose={close} />;
};
