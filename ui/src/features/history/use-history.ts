import type { OperationError } from "@atelier/client/errors";
import type { Conversation, ConversationId, ProjectId } from "@atelier/client/types";
import { useMemo } from "react";
import { useLocation } from "wouter";

import { useOperation, usePages } from "../../data/use-operation";
import { digitOf } from "../../lib/shortcuts/chord";
import { useShortcut } from "../../lib/shortcuts/registry";

/** Which conversations are listed. */
export type HistoryFilter = {
  readonly shelf: "kept" | "archive" | "trash";
  readonly title: string;
  /** Only those of this project; of all where there is none. */
  readonly project?: ProjectId | undefined;
};

/** A list of conversations that grows as it is scrolled. */
export type History = {
  /** Undefined until the first part is read. */
  readonly conversations: readonly Conversation[] | undefined;
  readonly error: OperationError | null;
  readonly reload: () => void;
  readonly loadMore: () => void;
};

const PAGE = 50;
/** How many pinned conversations are listed. */
const MOST_PINNED = 200;

/** Lists conversations: the pinned first, the others as they last changed. */
export const useHistory = ({ shelf, title, project }: HistoryFilter): History => {
  const wanted = title.trim();
  const isWhole = shelf === "kept" && wanted === "";
  const of = project === undefined ? {} : { project_id: project };
  const input = {
    limit: PAGE,
    ...of,
    ...(shelf === "trash" ? { trashed: true } : {}),
    ...(shelf === "archive" ? { archived: true } : {}),
    ...(wanted === "" ? {} : { title: wanted }),
    ...(isWhole ? { pinned: false } : {}),
  };
  const top = useOperation(
    "conversation.list",
    { limit: MOST_PINNED, pinned: true, ...of },
    { enabled: isWhole, keepPrevious: true },
  );
  const list = usePages("conversation.list", input, "cursor", { keepPrevious: true });
  const conversations = useMemo(() => {
    const all = list.data?.pages.flatMap(({ items }) => items);
    if (!isWhole) return all;
    const pinned = (top.data?.items ?? []).filter(({ pinned_at }) => pinned_at !== null);
    return all && [...pinned, ...all.filter(({ pinned_at }) => pinned_at === null)];
  }, [list.data, top.data, isWhole]);
  return {
    conversations,
    error: conversations ? null : list.error,
    reload: () => void list.refetch(),
    loadMore: () => {
      if (list.hasNextPage && !list.isFetchingNextPage) list.fetchNextPage();
    },
  };
};

/** Returns the address of a conversation. */
export const addressOf = (id: ConversationId): string => `/c/${id}`;

/** Lets Mod+1 … 9 open the first conversations, in the order in which they are listed. */
export const useOpenByNumber = (): void => {
  const [, navigate] = useLocation();
  const { conversations } = useHistory({ shelf: "kept", title: "" });
  useShortcut("conversation.open", (event) => {
    const digit = digitOf(event);
    const chosen = digit === null ? undefined : conversations?.[digit - 1];
    if (!chosen) return false;
    return navigate(addressOf(chosen.id));
  });
};
