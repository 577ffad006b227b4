import type { StreamName } from "@atelier/client";
import { createContext, useContext, useSyncExternalStore } from "react";

import type { Stream } from "./stream";

/** Streams that outlive the components which show them. */
export type StreamRegistry = {
  /** Returns the stream kept under `key`, created at the first call. */
  readonly obtain: <S, N extends StreamName>(
    key: string,
    create: () => Stream<S, N>,
  ) => Stream<S, N>;
  /** How many of them run. */
  readonly running: () => number;
  readonly subscribe: (listener: () => void) => () => void;
};

// biome-ignore lint/suspicious/noExplicitAny: the registry holds streams of every state and name.
type AnyStream = Stream<any, any>;

/** Returns an empty registry. */
export const createStreamRegistry = (): StreamRegistry => {
  const streams = new Map<string, AnyStream>();
  const listeners = new Set<() => void>();
  let running = 0;

  const count = (): void => {
    const now = [...streams.values()].filter((stream) => stream.view().status === "running").length;
    if (now === running) return;
    running = now;
    for (const listener of listeners) listener();
  };
  return {
    obtain: (key, create) => {
      const known = streams.get(key);
      if (known) return known;
      const stream = create();
      stream.subscribe(count);
      streams.set(key, stream);
      return stream;
    },
    running: () => running,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

/** The registry, given by `Providers`. */
export const StreamRegistryContext = createContext<StreamRegistry | null>(null);

/** Returns the streams that outlive components. */
export const useKeptStreams = (): StreamRegistry => {
  const registry = useContext(StreamRegistryContext);
  if (!registry) throw new Error("no stream registry: wrap the tree in Providers");
  return registry;
};

/** Returns how many kept streams run now. */
export const useRunningStreams = (): number => {
  const registry = useKeptStreams();
  return useSyncExternalStore(registry.subscribe, registry.running);
};
