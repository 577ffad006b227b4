import type { InputOf, OutputOf, QueryName, Transport } from "@atelier/client";
import { OperationError } from "@atelier/client/errors";
import { QueryClient } from "@tanstack/react-query";

declare module "@tanstack/react-query" {
  interface Register {
    defaultError: OperationError;
  }
}

const RETRIES = 2;

/**
 * Returns the cache of what the core said.
 *
 * Nothing grows stale by itself: `change.watch` names what did. The core is on this machine, so
 * that a lost internet connection pauses nothing.
 */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: "always",
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 5 * 60_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: (failures, error) => failures < RETRIES && mayPass(error),
        retryDelay: (failures) => 250 * 2 ** failures,
      },
      mutations: { networkMode: "always", retry: false },
    },
  });

/** Returns the key under which the answer of an operation is cached. */
export const keyOf = <N extends QueryName>(name: N, input: InputOf<N>) => [name, input] as const;

/** Puts an answer in the cache that another operation brought along. */
export const writeAnswer = <N extends QueryName>(
  client: QueryClient,
  name: N,
  input: InputOf<N>,
  answer: OutputOf<N>,
): void => {
  client.setQueryData(keyOf(name, input) as readonly unknown[], answer);
};

/** Asks what will be needed at once, so that the answer is on its way before anything is drawn. */
export const askAhead = (
  client: QueryClient,
  transport: Transport,
  names: readonly Start[],
): void => {
  for (const name of names) {
    void client.prefetchQuery({
      queryKey: keyOf(name, {}) as readonly unknown[],
      queryFn: ({ signal }) => transport.call(name, {}, { signal }),
    });
  }
};

/** What the first screen depends on. */
type Start = "settings.get" | "store.status";

/** Whether asking again may help without a person doing something. */
const mayPass = (error: unknown): boolean =>
  error instanceof OperationError && (error.code === "unavailable" || error.code === "timed_out");
