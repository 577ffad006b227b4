import type { OPERATIONS, Operations } from "./generated/operations";

/** The name of any operation. */
export type OperationName = keyof Operations;

type NameOf<Kind> = {
  [N in OperationName]: Operations[N]["kind"] extends Kind ? N : never;
}[OperationName];

/** The name of an operation that reads. */
export type QueryName = NameOf<"query">;
/** The name of an operation that changes something, once. */
export type CommandName = NameOf<"command">;
/** The name of an operation that yields events until it is done. */
export type StreamName = NameOf<"stream">;
/** The name of an operation that answers once. */
export type CallName = QueryName | CommandName;

/** What an operation takes. */
export type InputOf<N extends OperationName> = Operations[N]["input"];
/** What an operation returns, or each event that it streams. */
export type OutputOf<N extends OperationName> = Operations[N]["output"];
/** A word for cached state, as operations provide it and make it stale. */
export type Tag = (typeof OPERATIONS)[QueryName]["provides"][number];

/** How a client gives up on a call: the work behind it is cancelled too. */
export type CallOptions = { readonly signal?: AbortSignal | undefined };

/**
 * One way to reach the operations. Every failure is an `OperationError`.
 *
 * `stream` resolves when the operation has ended and its last event has been delivered. After an
 * abort it may still deliver what was under way, and then rejects with the code `cancelled`.
 */
export interface Transport {
  call<N extends CallName>(name: N, input: InputOf<N>, options?: CallOptions): Promise<OutputOf<N>>;
  stream<N extends StreamName>(
    name: N,
    input: InputOf<N>,
    onEvent: (event: OutputOf<N>) => void,
    options?: CallOptions,
  ): Promise<void>;
}
