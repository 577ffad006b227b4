import type { Message } from "@atelier/client/types";
import { t } from "@lingui/core/macro";

import { Chip } from "./Chip";
import { attachmentsOf } from "./sent";

/** What went along with a message. */
export const SentMaterial = ({ message }: { readonly message: Message }) => {
  const attachments = attachmentsOf(message.blocks);
  if (attachments.length === 0) return null;
  return (
    <ul aria-label={t`Attachments`} className="flex max-w-[85%] flex-wrap justify-end gap-2 pb-1">
      {attachments.map((attachment) => (
        <li key={attachment.id}>
          <Chip attachment={attachment} />
        </li>
      ))}
    </ul>
  );
};
