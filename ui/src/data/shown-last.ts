import type { QueryName } from "@atelier/client";
import type { ConversationId } from "@atelier/client/types";
import {
  type InfiniteData,
  type Query,
  type QueryClient,
  useQueryClient,
} from "@tanstack/react-query";
import { useEffect } from "react";

/** Of so many conversations, those shown last, what was read stays; the one that is shown counts. */
export const KEPT = 3;

/** What is long where a conversation is. */
const LONG: readonly QueryName[] = ["conversation.messages", "message.map", "context.parts"];

const shown = new WeakMap<QueryClient, readonly ConversationId[]>();

/**
 * Says which conversation is shown; null is none. Of those before it the newest messages are kept,
 * and of older ones nothing: what is shown again is read again.
 */
export const useShownLast = (id: ConversationId | null): void => {
  const client = useQueryClient();
  useEffect(() => showLast(client, id), [client, id]);
};

/** Does once what `useShownLast` does as a conversation comes into view. */
export const showLast = (client: QueryClient, id: ConversationId | null): void => {
  const before = shown.get(client) ?? [];
  const kept = id === null ? before : [id, ...before.filter((one) => one !== id)].slice(0, KEPT);
  shown.set(client, kept);
  const cache = client.getQueryCache();
  for (const query of cache.findAll({ type: "inactive", fetchStatus: "idle" })) {
    const about = conversationOf(query);
    if (about === null || about === id || query.getObserversCount() > 0) continue;
    if (kept.includes(about)) keepNewest(query);
    else cache.remove(query);
  }
};

/** The conversation that something long was read of; null for anything else. */
const conversationOf = ({ queryKey }: Query): ConversationId | null => {
  const [name, input] = queryKey as readonly [unknown, Asked | undefined];
  if (!LONG.some((each) => each === name)) return null;
  return input?.conversation_id ?? input?.id ?? null;
};

type Asked = { readonly id?: ConversationId; readonly conversation_id?: ConversationId | null };

/** Lets go of all parts of a list but the first that was read. Whether it is stale stays as it is. */
const keepNewest = (query: Query): void => {
  const data = query.state.data as InfiniteData<unknown> | object | undefined;
  if (!data || !("pages" in data) || data.pages.length < 2) return;
  const [pages, pageParams] = [data.pages.slice(0, 1), data.pageParams.slice(0, 1)];
  query.setState({ data: { ...data, pages, pageParams } });
};
