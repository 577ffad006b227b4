import type { InputOf, StreamName } from "@atelier/client";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState, useSyncExternalStore } from "react";

import {
  createStream,
  type Stream,
  type StreamReducer,
  type StreamStatus,
  type StreamView,
} from "./stream";
import { useKeptStreams } from "./stream-registry";
import { invalidateTags, staleAfter } from "./tags";
import { useTransport } from "./transport";

type Options<S> = {
  /** What the reducer starts from; read once. */
  readonly initial: S;
  /**
   * Lets the stream outlive the component: whoever asks with the same key sees the same stream.
   * Without one it stops when the component goes.
   */
  readonly key?: string;
};

type StreamControl<S, N extends StreamName> = StreamView<S> & {
  readonly running: boolean;
  readonly start: (input: InputOf<N>) => Promise<void>;
  readonly stop: () => void;
  readonly reset: () => void;
};

/** Runs a stream and folds its events with `reducer`, which must be pure and is read once. */
export const useStream = <S, N extends StreamName>(
  name: N,
  reducer: StreamReducer<S, N>,
  { initial, key }: Options<S>,
): StreamControl<S, N> => {
  const transport = useTransport();
  const client = useQueryClient();
  const kept = useKeptStreams();
  const create = (): Stream<S, N> => {
    const onEnd = () => invalidateTags(client, staleAfter(name));
    return createStream({ transport, name, reducer, initial, onEnd });
  };
  const [own] = useState(create);
  const stream = key === undefined ? own : kept.obtain(`${name} ${key}`, create);

  useEffect(() => (key === undefined ? own.reset : undefined), [key, own]);
  const view = useSyncExternalStore(
    useCallback((listener) => stream.subscribe(listener), [stream]),
    stream.view,
  );
  const { start, stop, reset } = stream;
  return { ...view, running: isRunning(view.status), start, stop, reset };
};

const isRunning = (status: StreamStatus): boolean => status === "running";
