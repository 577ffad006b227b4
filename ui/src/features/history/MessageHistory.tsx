import { ArrowLeft, MessagesSquare, Search, Trash2 } from "lucide-react";
import { type ReactNode, type UIEvent, useDeferredValue, useState } from "react";
import { useLocation } from "wouter";

import { Button } from "../../components/Button";
import { EmptyState } from "../../components/EmptyState";
import { ErrorNote } from "../../components/ErrorNote";
import { Icon } from "../../components/Icon";
import { SearchField } from "../../components/SearchField";
import { Skeleton } from "../../components/Skeleton";
import { useLater } from "../../lib/use-later";
import { ConversationList } from "./ConversationList";
import { type HistoryFilter, useHistory } from "./use-history";

/** This close to the end, more conversations are read; in px. */
const NEAR_END = 400;

type Props = {
  /** Messages that hold a text, below the titles that do. */
  readonly foundIn?: (text: string) => ReactNode;
  /** What else is found for a text, below those. */
  readonly similarTo?: (text: string) => ReactNode;
};

/** The conversations so far: found by title, opened, renamed, moved to the trash and back. */
export const MessageHistory = ({ foundIn, similarTo }: Props) => {
  const [shelf, setShelf] = useState<HistoryFilter["shelf"]>("kept");
  const [typed, setTyped] = useState("");
  const title = useDeferredValue(useLater(typed));
  const history = useHistory({ shelf, title });
  const { conversations } = history;

  const onScroll = ({ currentTarget }: UIEvent<HTMLElement>) => {
    const { scrollHeight, scrollTop, clientHeight } = currentTarget;
    if (scrollHeight - scrollTop - clientHeight < NEAR_END) history.loadMore();
  };
  const change = (next: HistoryFilter["shelf"]) => {
    setShelf(next);
    setTyped("");
  };
  return (
    <nav aria-label="Conversations" className="flex h-full flex-col">
      {shelf === "trash" && (
        <button
          className="mx-2 flex h-8 items-center gap-2 rounded-control px-2 text-sm font-medium hover:bg-surface-hover"
          onClick={() => change("kept")}
          type="button"
        >
          <Icon of={ArrowLeft} />
          Trash
        </button>
      )}
      <SearchField
        className="mx-2 mb-2 shrink-0"
        label="Find a conversation by its title"
        maxLength={200}
        onChange={setTyped}
        placeholder="Find a conversation"
        quiet
        text={typed}
      />
      <div className="min-h-0 flex-1 overflow-y-auto px-2 pb-2" onScroll={onScroll}>
        {history.error && <ErrorNote error={history.error} onRetry={history.reload} />}
        {!conversations && !history.error && <Skeleton className="p-2" lines={6} />}
        {conversations?.length === 0 && title.trim() !== "" && foundIn && (
          <p className="px-2 py-1 text-sm text-text-subtle">No title holds this.</p>
        )}
        {conversations?.length === 0 && (title.trim() === "" || !foundIn) && (
          <Nothing onClear={() => setTyped("")} shelf={shelf} title={title} />
        )}
        {conversations && conversations.length > 0 && (
          <ConversationList
            conversations={conversations}
            onReachEnd={history.loadMore}
            shelf={shelf}
          />
        )}
        {shelf === "kept" && title.trim() !== "" && !history.error && foundIn?.(title)}
        {shelf === "kept" && title.trim() !== "" && !history.error && similarTo?.(title)}
      </div>
      {shelf === "kept" && (
        <div className="shrink-0 border-t border-hairline p-2">
          <button
            className="flex h-8 w-full items-center gap-3 rounded-control px-2 text-sm text-text-subtle hover:bg-surface-hover hover:text-text"
            onClick={() => change("trash")}
            type="button"
          >
            <Icon of={Trash2} />
            Trash
          </button>
        </div>
      )}
    </nav>
  );
};

type NothingProps = HistoryFilter & { readonly onClear: () => void };

const Nothing = ({ shelf, title, onClear }: NothingProps) => {
  const [, navigate] = useLocation();
  if (title.trim() !== "") {
    return (
      <EmptyState
        action={<Button onClick={onClear}>Show all</Button>}
        icon={Search}
        title={`No title holds “${title.trim()}”`}
      />
    );
  }
  if (shelf === "trash") {
    return (
      <EmptyState icon={Trash2} title="The trash is empty">
        Conversations that you delete wait here, and can be restored.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      action={<Button onClick={() => navigate("/")}>Write a message</Button>}
      icon={MessagesSquare}
      title="No conversations yet"
    >
      Each conversation appears here as soon as its first message is sent.
    </EmptyState>
  );
};
