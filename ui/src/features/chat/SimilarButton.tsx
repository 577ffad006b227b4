import type { ConversationId } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { Waypoints } from "lucide-react";

import { DialogButton } from "../../components/DialogButton";
import { later } from "../../components/later";

const SimilarDialog = later(
  async () => (await import("./SimilarDialog")).SimilarDialog,
  () => null,
);

type Props = { readonly conversationId: ConversationId };

/** Opens the list of conversations that are about the same. */
export const SimilarButton = (told: Props) => (
  <DialogButton
    dialog={SimilarDialog}
    icon={Waypoints}
    label={t`Similar conversations`}
    told={told}
  />
);
