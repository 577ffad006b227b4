import type { StreamName } from "@atelier/client";
import { createContext, useContext, useSyncExternalStore } from "react";

import type { Stream } from "./stream";

/** Streams that outlive the components which show them. */
export type StreamRegistry = {
  /**
   * Returns the stream kept under `key`, created where there is none. What runs and what somebody
   * listens to is kept for good; of the rest, what was asked for last.
   */
  readonly obtain: <S, N extends StreamName>(
    key: string,
    create: () => Stream<S, N>,
  ) => Stream<S, N>;
  /** How many of them run. */
  readonly running: () => number;
  /** How many are kept. */
  readonly size: () => number;
  readonly subscribe: (listener: () => void) => () => void;
};

// biome-ignore lint/suspicious/noExplicitAny: the registry holds streams of every state and name.
type AnyStream = Stream<any, any>;

/** How many are kept that nobody listens to: of those that hold nothing, and of those that ended. */
export const KEPT = { idle: 24, ended: 24 } as const;

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
  const letGo = (): void => {
    const free = [...streams].filter(([, stream]) => !isListenedTo(stream));
    for (const kind of ["idle", "ended"] as const) {
      const alike = free.filter(([, stream]) => kindOf(stream) === kind);
      for (const [key] of alike.slice(0, -KEPT[kind])) streams.delete(key);
    }
  };
  return {
    obtain: (key, create) => {
      const known = streams.get(key);
      const stream = known ?? create();
      if (known) streams.delete(key);
      else stream.subscribe(count);
      streams.set(key, stream);
      if (!known) letGo();
      return stream;
    },
    size: () => streams.size,
    running: () => running,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

/** Whether anybody but the registry, which counts what runs, listens. */
const isListenedTo = (stream: AnyStream): boolean => stream.listeners() > 1;

const kindOf = (stream: AnyStream): "running" | keyof typeof KEPT => {
  const { status } = stream.view();
  return status === "running" || status === "idle" ? status : "ended";
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
