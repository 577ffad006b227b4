import type { OperationError } from "@atelier/client/errors";
import type { Conversation, ConversationId } from "@atelier/client/types";
import { useMemo } from "react";
import { useLocation } from "wouter";

import { usePages } from "../../data/use-operation";
import { digitOf } from "../../lib/shortcuts/chord";
import { useShortcut } from "../../lib/shortcuts/registry";

/** Which conversations are listed. */
export type HistoryFilter = { readonly shelf: "kept" | "trash"; readonly title: string };

/** A list of conversations that grows as it is scrolled. */
export type History = {
  /** Undefined until the first part is read. */
  readonly conversations: readonly Conversation[] | undefined;
  readonly error: OperationError | null;
  readonly reload: () => void;
  readonly loadMore: () => void;
};

const PAGE = 50;

/** Lists conversations, last changed first. */
export const useHistory = ({ shelf, title }: HistoryFilter): History => {
  const wanted = title.trim();
  const input = {
    limit: PAGE,
    ...(shelf === "trash" ? { trashed: true } : {}),
    ...(wanted === "" ? {} : { title: wanted }),
  };
  const list = usePages("conversation.list", input, "cursor", { keepPrevious: true });
  const conversations = useMemo(() => list.data?.pages.flatMap(({ items }) => items), [list.data]);
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
