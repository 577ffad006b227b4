import type { ConversationId } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { MessageCircleQuestionMark } from "lucide-react";
import { useRef, useState } from "react";

import { IconButton } from "../../components/IconButton";
import { later } from "../../components/later";
import { useShortcut } from "../../lib/shortcuts/registry";

const AsidePanel = later(
  async () => (await import("./AsidePanel")).AsidePanel,
  () => null,
);

type Props = { readonly conversationId: ConversationId };

/** Opens the place for a question that the conversation never hears of. */
export const AsideButton = ({ conversationId }: Props) => {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  useShortcut("aside.open", () => setOpen(true));
  return (
    <>
      <IconButton
        aria-expanded={open}
        icon={MessageCircleQuestionMark}
        label={t`Ask aside`}
        onClick={() => setOpen(!open)}
        onPointerEnter={AsidePanel.prepare}
        ref={button}
      />
      {open && <AsidePanel conversationId={conversationId} key={conversationId} onClose={close} />}
    </>
  );
};
