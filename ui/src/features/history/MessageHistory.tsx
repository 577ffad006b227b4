import type { Project } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { Archive, Trash2 } from "lucide-react";
import { type ReactNode, type UIEvent, useDeferredValue, useState } from "react";

import { ErrorNote } from "../../components/ErrorNote";
import { Icon } from "../../components/Icon";
import { SearchField } from "../../components/SearchField";
import { Skeleton } from "../../components/Skeleton";
import { useLater } from "../../lib/use-later";
import { ConversationList } from "./ConversationList";
import { NoConversations } from "./NoConversations";
import { ProjectSection } from "./ProjectSection";
import { ShelfHeader } from "./ShelfHeader";
import { type HistoryFilter, useHistory } from "./use-history";
import { useOrder } from "./use-order";

/** This close to the end, more conversations are read; in px. */
const NEAR_END = 400;

type Props = {
  /** Messages that hold a text, below the titles that do. */
  readonly foundIn?: (text: string) => ReactNode;
  /** What else is found for a text, below those. */
  readonly similarTo?: (text: string) => ReactNode;
};

/** The conversations so far: found by title, opened, kept in order, moved to the trash and back. */
export const MessageHistory = ({ foundIn, similarTo }: Props) => {
  const [shelf, setShelf] = useState<HistoryFilter["shelf"]>("kept");
  const [project, setProject] = useState<Project | null>(null);
  const [typed, setTyped] = useState("");
  const title = useDeferredValue(useLater(typed));
  const history = useHistory({ shelf, title, project: project?.id });
  const { conversations } = history;
  const order = useOrder();
  const isSearching = title.trim() !== "";
  const isWhole = shelf === "kept" && project === null;

  const onScroll = ({ currentTarget }: UIEvent<HTMLElement>) => {
    const { scrollHeight, scrollTop, clientHeight } = currentTarget;
    if (scrollHeight - scrollTop - clientHeight < NEAR_END) history.loadMore();
  };
  const change = (next: HistoryFilter["shelf"], of: Project | null = null) => {
    setShelf(next);
    setProject(of);
    setTyped("");
  };
  const projects = isWhole && !isSearching && (
    <ProjectSection
      onMove={(id, { id: to }) => order.move([id], to)}
      onOpen={(opened) => change("kept", opened)}
    />
  );
  return (
    <nav aria-label={t`Conversations`} className="flex h-full flex-col">
      {!isWhole && (
        <ShelfHeader
          isEmpty={conversations?.length === 0}
          onBack={() => change("kept")}
          onProject={setProject}
          project={project}
          shelf={shelf}
        />
      )}
      <SearchField
        className="mx-2 mb-2 shrink-0"
        label={t`Find a conversation by its title`}
        maxLength={200}
        onChange={setTyped}
        placeholder={t`Find a conversation`}
        quiet
        text={typed}
      />
      <div className="min-h-0 flex-1 overflow-y-auto px-2 pb-2" onScroll={onScroll}>
        {history.error && <ErrorNote error={history.error} onRetry={history.reload} />}
        {!conversations && !history.error && <Skeleton className="p-2" lines={6} />}
        {conversations?.length === 0 && (
          <>
            {projects}
            {isSearching && foundIn ? (
              <p className="px-2 py-1 text-sm text-text-subtle">{t`No title holds this.`}</p>
            ) : (
              <NoConversations
                onClear={() => setTyped("")}
                project={project}
                shelf={shelf}
                title={title}
              />
            )}
          </>
        )}
        {conversations && conversations.length > 0 && (
          <ConversationList
            between={projects}
            conversations={conversations}
            key={`${shelf} ${project?.id ?? ""}`}
            onReachEnd={history.loadMore}
            shelf={shelf}
          />
        )}
        {isWhole && isSearching && !history.error && foundIn?.(title)}
        {isWhole && isSearching && !history.error && similarTo?.(title)}
      </div>
      {isWhole && (
        <div className="flex shrink-0 gap-1 border-t border-hairline p-2">
          <button className={SHELF} onClick={() => change("archive")} type="button">
            <Icon of={Archive} />
            {t({ message: "Archive", context: "place" })}
          </button>
          <button className={SHELF} onClick={() => change("trash")} type="button">
            <Icon of={Trash2} />
            {t`Trash`}
          </button>
        </div>
      )}
    </nav>
  );
};

const SHELF =
  "flex h-8 flex-1 items-center gap-3 rounded-control px-2 text-sm text-text-subtle hover:bg-surface-hover hover:text-text";
