import type { Message } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { History } from "lucide-react";

import { Icon } from "../../components/Icon";
import { exactTime } from "../../lib/time";

type Props = { readonly message: Message };

/** Says of an answer that it was given again from memory. */
export const CacheMark = ({ message }: Props) =>
  message.from_cache && (
    <p
      className="flex w-fit items-center gap-1.5 rounded-control bg-info-subtle px-2 py-0.5 text-xs font-medium text-info"
      title={t`Exactly this was asked before, and answered on ${{ time: exactTime(message.from_cache.answered_at) }}.`}
    >
      <Icon of={History} />
      {t`From the cache, nothing was spent`}
    </p>
  );
