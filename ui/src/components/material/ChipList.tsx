import type { Attachment } from "@atelier/client/types";
import { t } from "@lingui/core/macro";

import { cx } from "../../lib/cx";
import { Chip } from "./Chip";

type Props = { readonly attachments: readonly Attachment[]; readonly className?: string };

/** What goes along with a message, to look at; nothing where nothing does. */
export const ChipList = ({ attachments, className }: Props) =>
  attachments.length > 0 && (
    <ul aria-label={t`Attachments`} className={cx("flex flex-wrap gap-2", className)}>
      {attachments.map((attachment) => (
        <li key={attachment.id}>
          <Chip attachment={attachment} />
        </li>
      ))}
    </ul>
  );
