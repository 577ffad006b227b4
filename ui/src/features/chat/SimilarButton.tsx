import type { ConversationId } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { Waypoints } from "lucide-react";
import { useState } from "react";

import { IconButton } from "../../components/IconButton";
import { later } from "../../components/later";

const SimilarDialog = later(
  async () => (await import("./SimilarDialog")).SimilarDialog,
  () => null,
);

type Props = { readonly conversationId: ConversationId };

/** Opens the list of conversations that are about the same. */
export const SimilarButton = ({ conversationId }: Props) => {
  const [open, setOpen] = useState(false);
  return (
    <>
      <IconButton
        aria-haspopup="dialog"
        icon={Waypoints}
        label={t`Similar conversations`}
        onClick={() => setOpen(true)}
        onPointerEnter={SimilarDialog.prepare}
      />
      {open && <SimilarDialog conversationId={conversationId} onClose={() => setOpen(false)} />}
    </>
  );
};
