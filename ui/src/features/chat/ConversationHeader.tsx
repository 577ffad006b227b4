import type { ConversationId } from "@atelier/client/types";
import { t } from "@lingui/core/macro";

import { Money } from "../../components/Money";
import { useOperation } from "../../data/use-operation";
import { AsideButton } from "./AsideButton";
import { BranchMapButton } from "./BranchMapButton";
import { DetailButton } from "./DetailButton";
import { PopOutButton } from "./PopOutButton";
import { ProjectChip } from "./ProjectChip";
import { SimilarButton } from "./SimilarButton";

type Props = { readonly id: ConversationId };

/** The title of the conversation, and what it cost so far. */
export const ConversationHeader = ({ id }: Props) => {
  const { data } = useOperation("conversation.get", { id });
  return (
    <header className="flex h-12 shrink-0 items-center gap-4 border-b border-hairline px-6">
      <h1 className="min-w-0 flex-1 truncate text-base font-medium">
        {data === undefined ? "" : data.title || t`New conversation`}
      </h1>
      {data?.project_id && <ProjectChip id={data.project_id} />}
      {data && (data.cost_nano_usd > 0 || data.cost_is_partial) && (
        <span className="text-xs text-text-subtle" title={t`What the conversation cost so far`}>
          <span className="sr-only">{t`Cost so far:`} </span>
          <Money
            nanoUsd={data.cost_nano_usd === 0 && data.cost_is_partial ? null : data.cost_nano_usd}
            partial={data.cost_is_partial}
          />
        </span>
      )}
      <div className="flex items-center gap-1">
        <AsideButton conversationId={id} />
        <SimilarButton conversationId={id} />
        <BranchMapButton />
        <DetailButton />
        <PopOutButton id={id} />
      </div>
    </header>
  );
};
