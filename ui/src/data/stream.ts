import type { InputOf, OutputOf, StreamName, Transport } from "@atelier/client";
import { type OperationError, toOperationError } from "@atelier/client/errors";

import { createFrameBuffer } from "./frame-buffer";

/** How far a stream got. */
export type StreamStatus = "idle" | "running" | "done" | "stopped" | "failed";

/** What a stream has brought so far. */
export type StreamView<S> = {
  readonly state: S;
  readonly status: StreamStatus;
  /** Why it failed; null unless it did. */
  readonly error: OperationError | null;
};

/** Folds an event into the state; pure. */
export type StreamReducer<S, N extends StreamName> = (state: S, event: OutputOf<N>) => S;

/** One stream at a time, apart from any component. */
export type Stream<S, N extends StreamName> = {
  readonly name: N;
  /** Starts afresh; what ran before is stopped. Resolves when the stream has ended, however. */
  readonly start: (input: InputOf<N>) => Promise<void>;
  /** Stops what runs; what has arrived stays. */
  readonly stop: () => void;
  /** Stops what runs, and forgets what has arrived. */
  readonly reset: () => void;
  readonly view: () => StreamView<S>;
  readonly subscribe: (listener: () => void) => () => void;
  /** How many listen to it. */
  readonly listeners: () => number;
};

type Setup<S, N extends StreamName> = {
  readonly transport: Transport;
  readonly name: N;
  readonly reducer: StreamReducer<S, N>;
  readonly initial: S;
  /** Runs when a stream has ended, in whatever way: the core may have kept a part. */
  readonly onEnd?: () => void;
};

/** Returns a stream whose events are folded into a state and shown at most once per frame. */
export const createStream = <S, N extends StreamName>(setup: Setup<S, N>): Stream<S, N> => {
  const { transport, name, reducer, initial } = setup;
  const idle: StreamView<S> = { state: initial, status: "idle", error: null };
  const listeners = new Set<() => void>();
  let view = idle;
  let running: AbortController | null = null;

  const show = (next: StreamView<S>): void => {
    view = next;
    for (const listener of listeners) listener();
  };
  const buffer = createFrameBuffer<OutputOf<N>>((events) => {
    show({ ...view, state: events.reduce(reducer, view.state) });
  });
  const reset = (): void => {
    running?.abort();
    running = null;
    buffer.clear();
    show(idle);
  };

  return {
    name,
    reset,
    stop: () => running?.abort(),
    view: () => view,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    listeners: () => listeners.size,
    start: async (input) => {
      reset();
      const controller = new AbortController();
      running = controller;
      show({ ...idle, status: "running" });
      const isCurrent = () => running === controller;
      const end = (status: StreamStatus, error: OperationError | null) => {
        setup.onEnd?.();
        if (!isCurrent()) return;
        buffer.flush();
        running = null;
        show({ state: view.state, status, error });
      };
      const onEvent = (event: OutputOf<N>) => {
        if (isCurrent()) buffer.push(event);
      };
      try {
        await transport.stream(name, input, onEvent, { signal: controller.signal });
        end(controller.signal.aborted ? "stopped" : "done", null);
      } catch (cause) {
        const error = toOperationError(cause);
        const stopped = controller.signal.aborted || error.code === "cancelled";
        end(stopped ? "stopped" : "failed", stopped ? null : error);
      }
    },
  };
};
