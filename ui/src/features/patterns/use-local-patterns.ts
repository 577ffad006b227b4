import type { Transport } from "@atelier/client";
import type {
  Conversation,
  ConversationId,
  FindSimilar,
  SimilarPattern,
} from "@atelier/client/types";
import {
  keepPreviousData,
  type QueryClient,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useMemo } from "react";

import { keyOf } from "../../data/query-client";
import { useTransport } from "../../data/transport";
import { useOperation } from "../../data/use-operation";
import { useLater } from "../../lib/use-later";
import { createPatternCopy, type Recalled } from "../../wasm/reasoningbank";
import { useWasmModules } from "../../wasm/use-wasm-modules";
import { oneLine } from "./one-line";

/** What the page itself found. */
type LocalPatterns = {
  /** Best first; undefined until the first answer. */
  readonly similar: readonly SimilarPattern[] | undefined;
  /**
   * Whether the core has to be asked: the page holds not all of it, its engine cannot be loaded, or its
   * copy is still being read.
   */
  readonly needsCore: boolean;
};

/** So many patterns are read at once. */
const PAGE = 200;
/** The core is asked where the page has not answered for this long, in ms. */
const SLOW = 400;
/** How many more are looked at, since of a conversation only the best counts, and none in the trash. */
const LOOKED_AT = 10;

/** Finds conversations like a text in the copy of this page, which is read when it is first needed. */
export const useLocalPatterns = (
  { text, limit }: Required<Pick<FindSimilar, "text" | "limit">>,
  enabled: boolean,
): LocalPatterns => {
  const transport = useTransport();
  const client = useQueryClient();
  const { state } = useWasmModules().modules.reasoningbank;
  // What is learned is announced: a first page that was read anew lets the copy be read anew.
  const first = useOperation("pattern.list", { limit: PAGE }, { enabled });
  const copy = useCopy(client, transport);
  const isPossible = state !== "failed" && !first.error;
  const version = first.dataUpdatedAt;
  const found = useQuery({
    queryKey: ["similar in the page", text, limit, version],
    queryFn: async ({ signal }) => {
      const { recalled, isWhole } = await copy.find({
        text,
        limit: limit * LOOKED_AT,
        version,
        signal,
      });
      return { similar: await shown(client, transport, recalled, limit), isWhole };
    },
    enabled: enabled && isPossible && first.data !== undefined,
    gcTime: 60_000,
    retry: false,
    placeholderData: keepPreviousData,
  });
  const isSlow = useLater(found.isFetching && (!found.data || found.isPlaceholderData), SLOW);
  return {
    similar: found.data?.similar,
    needsCore: !isPossible || isSlow || found.isError || found.data?.isWhole === false,
  };
};

/** The copy of a page: one for all that look into it. */
const useCopy = (client: QueryClient, transport: Transport) =>
  useMemo(() => {
    const known = COPIES.get(client);
    if (known) return known;
    const copy = createPatternCopy((cursor) => {
      const input = { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) };
      // The first page is there already.
      return client.fetchQuery({
        queryKey: keyOf("pattern.list", input) as readonly unknown[],
        queryFn: () => transport.call("pattern.list", input),
        ...(cursor === undefined ? {} : { staleTime: 0, gcTime: 0 }),
      });
    });
    COPIES.set(client, copy);
    return copy;
  }, [client, transport]);

const COPIES = new WeakMap<QueryClient, ReturnType<typeof createPatternCopy>>();

/** The best of each conversation, without those in the trash or gone, as the core shows them. */
const shown = async (
  client: QueryClient,
  transport: Transport,
  recalled: readonly Recalled[],
  limit: number,
): Promise<SimilarPattern[]> => {
  const seen = new Set<ConversationId>();
  const result: SimilarPattern[] = [];
  for (const one of recalled) {
    if (result.length === limit) break;
    const id = conversationOf(one);
    if (id !== null && seen.has(id)) continue;
    if (id !== null) seen.add(id);
    const conversation = id === null ? null : await conversationWith(client, transport, id);
    if (id === null || conversation) result.push(similar(one, id, conversation?.title ?? ""));
  }
  return result;
};

const conversationOf = ({ pattern }: Recalled): ConversationId | null => {
  const [kind, id] = pattern.scope.split(":", 2);
  return kind === "conversation" && id !== undefined ? id : null;
};

/** A conversation that is not in the trash; null where there is none. */
const conversationWith = async (
  client: QueryClient,
  transport: Transport,
  id: ConversationId,
): Promise<Conversation | null> => {
  const conversation = await client
    .fetchQuery({
      queryKey: keyOf("conversation.get", { id }) as readonly unknown[],
      queryFn: () => transport.call("conversation.get", { id }),
      retry: false,
    })
    .catch(() => null);
  return conversation?.trashed_at === null ? conversation : null;
};

const similar = (
  { id, similarity, why, pattern }: Recalled,
  conversation_id: ConversationId | null,
  title: string,
): SimilarPattern => ({
  id,
  conversation_id,
  title,
  message: oneLine(pattern.message),
  response: oneLine(pattern.response),
  similarity,
  matched: why.matched.map(({ word, share }) => ({ word, share })),
  success_rate: why.success_rate,
  wins: pattern.outcomes.wins,
  losses: pattern.outcomes.losses,
  pinned: pattern.pinned,
  created_at: pattern.created_at,
});
