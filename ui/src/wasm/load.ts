import type { OperationError } from "@atelier/client/errors";

import { recordInit } from "../lib/metrics";
import { trustedScript } from "../platform/trusted";
import agentBooster from "./generated/agent-booster/agent-booster_bg.wasm?url";
import mathFramework from "./generated/math-framework/math-framework_bg.wasm?url";
import reasoningBank from "./generated/reasoningbank/reasoningbank_bg.wasm?url";
import { createLine, type EngineWorker, type LineParts } from "./line";
import { ENGINES, type EngineName, type Operations } from "./protocol";
import workerAddress from "./worker/worker?worker&url";

/** How an engine stands in this page. */
export type EngineStanding = {
  readonly state: "idle" | "loading" | "ready" | "failed";
  /** Why it could not be loaded. */
  readonly error: OperationError | null;
  /** What it took from the first question until it was ready, in ms; null until it was. */
  readonly initMs: number | null;
  /** What its memory takes, in bytes; null while it is not loaded. */
  readonly memory: number | null;
};

/** How every engine stands. */
export type Standings = Readonly<Record<EngineName, EngineStanding>>;

type CallOptions = {
  readonly signal?: AbortSignal | undefined;
  /** The worker that has to answer, as `life` counts, where what it holds matters. */
  readonly life?: number | undefined;
};

type Named<E extends EngineName> = keyof Operations[E] & string;
type Arguments<F> = F extends (...args: infer A) => unknown ? A : never;
type Answer<F> = F extends (...args: never[]) => infer R ? Awaited<R> : never;

/** The engines of this page. */
export type Engines = {
  /** Asks an engine, which is loaded first where it is not. Rejects with an `OperationError`. */
  readonly call: <E extends EngineName, N extends Named<E>>(
    engine: E,
    name: N,
    args: Arguments<Operations[E][N]>,
    options?: CallOptions,
  ) => Promise<Answer<Operations[E][N]>>;
  /** Makes an engine ready ahead of its first question. */
  readonly init: (engine: EngineName, signal?: AbortSignal) => Promise<void>;
  /** Counts the workers: what one held, the next does not hold. */
  readonly life: () => number;
  readonly standings: () => Standings;
  /** Is told of every change of the standings, until the function that it returns is called. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Ends the worker. The next question starts another. */
  readonly end: () => void;
};

/** Returns engines whose worker and files come from `parts`. */
export const createEngines = (parts: Pick<LineParts, "start" | "compile">): Engines => {
  const listeners = new Set<() => void>();
  const compiled = new Map<EngineName, Promise<WebAssembly.Module>>();
  let standings = Object.fromEntries(ENGINES.map((name) => [name, IDLE_ENGINE])) as Standings;
  const set = (engine: EngineName, part: Partial<EngineStanding>) => {
    standings = { ...standings, [engine]: { ...standings[engine], ...part } };
    for (const listener of listeners) listener();
  };
  const line = createLine({
    start: parts.start,
    compile: (engine) => {
      const module = compiled.get(engine) ?? parts.compile(engine);
      compiled.set(engine, module);
      module.catch(() => compiled.delete(engine));
      return module;
    },
    on: {
      loading: (engine) => set(engine, { state: "loading", error: null }),
      ready: (engine, ms) => {
        set(engine, { state: "ready", initMs: ms });
        recordInit(engine, ms);
      },
      failed: (engine, error) => set(engine, { state: "failed", error }),
      memory: (engine, bytes) => {
        if (standings[engine].memory !== bytes) set(engine, { memory: bytes });
      },
      ended: () => {
        for (const engine of ENGINES) {
          const { state } = standings[engine];
          set(engine, { memory: null, ...(state === "failed" ? {} : { state: "idle" }) });
        }
      },
    },
  });
  return {
    call: (engine, name, args, { signal, life } = {}) =>
      line.ask({ engine, name, args, signal, life }) as Promise<never>,
    init: async (engine, signal) => {
      await line.ask({ engine, name: null, args: [], signal });
    },
    life: line.life,
    standings: () => standings,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    end: line.end,
  };
};

const IDLE_ENGINE: EngineStanding = { state: "idle", error: null, initMs: null, memory: null };

/** Where the compiled engines lie. */
const ADDRESSES: Readonly<Record<EngineName, string>> = {
  reasoningbank: reasoningBank,
  "agent-booster": agentBooster,
  "math-framework": mathFramework,
};

/** Fetches and compiles. The page keeps the module, so that a new worker has it at once. */
const compile = async (engine: EngineName): Promise<WebAssembly.Module> => {
  const response = await fetch(ADDRESSES[engine]);
  if (!response.ok) throw new Error(`${engine}: the answer was ${response.status}`);
  return WebAssembly.compile(await response.arrayBuffer());
};

const start = (): EngineWorker =>
  new Worker(trustedScript(workerAddress), { type: "module", name: "engines" });

/** The engines of this page. Nothing of them is loaded before the first question. */
export const engines: Engines = createEngines({ start, compile });
