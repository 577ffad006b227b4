import type { Attachment } from "@atelier/client/types";
import { t } from "@lingui/core/macro";

import { Chip } from "../../components/material/Chip";

type Props = { readonly attachments: readonly Attachment[] };

/** What goes along with a message that waits to be sent. */
export const QueuedMaterial = ({ attachments }: Props) =>
  attachments.length > 0 && (
    <ul aria-label={t`Attachments`} className="flex flex-wrap gap-2 py-1">
      {attachments.map((attachment) => (
        <li key={attachment.id}>
          <Chip attachment={attachment} />
        </li>
      ))}
    </ul>
  );
