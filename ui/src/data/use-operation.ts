import type { InputOf, OutputOf, QueryName } from "@atelier/client";
import type { OperationError } from "@atelier/client/errors";
import {
  keepPreviousData,
  type UseInfiniteQueryResult,
  type UseQueryResult,
  useInfiniteQuery,
  useQuery,
} from "@tanstack/react-query";

import { keyOf } from "./query-client";
import { useTransport } from "./transport";

type Options = {
  /** Off while what it would read makes no sense yet. */
  readonly enabled?: boolean;
  /** Reads again this often, in ms. */
  readonly every?: number;
  /** Never answers from the cache alone: what it reads changes without anybody saying so. */
  readonly fresh?: boolean;
  /** Shows the answer to the last input until the new one is there. */
  readonly keepPrevious?: boolean;
};

/** Reads an operation through the cache, keyed by its name and input; its tags refresh it. */
export const useOperation = <N extends QueryName>(
  name: N,
  input: InputOf<N>,
  options: Options = {},
): UseQueryResult<OutputOf<N>, OperationError> => {
  const transport = useTransport();
  return useQuery<OutputOf<N>, OperationError>({
    queryKey: keyOf(name, input),
    queryFn: ({ signal }) => transport.call(name, input, { signal }),
    ...(options.enabled === undefined ? {} : { enabled: options.enabled }),
    ...(options.every === undefined ? {} : { refetchInterval: options.every, staleTime: 0 }),
    ...(options.fresh ? { staleTime: 0, gcTime: 0 } : {}),
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
};

/** The queries that answer with a part of a long list. */
type PagedName = {
  [N in QueryName]: OutputOf<N> extends { next_cursor: string | null } ? N : never;
}[QueryName];

type Pages<N extends PagedName> = { readonly pages: readonly OutputOf<N>[] };

/**
 * Reads a long list part by part; `cursor` is the input field that takes `next_cursor`.
 *
 * `data.pages` holds the parts in the order they were read; `fetchNextPage` reads the next.
 */
export const usePages = <N extends PagedName>(
  name: N,
  input: InputOf<N>,
  cursor: keyof InputOf<N> & string,
  options: Pick<Options, "enabled" | "keepPrevious"> = {},
): UseInfiniteQueryResult<Pages<N>, OperationError> => {
  const transport = useTransport();
  return useInfiniteQuery({
    queryKey: [...keyOf(name, input), "pages"] as readonly unknown[],
    queryFn: ({ pageParam, signal }): Promise<OutputOf<N>> => {
      const part = pageParam === null ? input : { ...input, [cursor]: pageParam };
      return transport.call(name, part, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last: OutputOf<N>) => last.next_cursor,
    ...(options.enabled === undefined ? {} : { enabled: options.enabled }),
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  }) as UseInfiniteQueryResult<Pages<N>, OperationError>;
};
