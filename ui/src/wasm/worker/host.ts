import type { EngineName, Operations, Reply, Request } from "../protocol";
import { createGrammars, type FetchGrammar } from "./grammars";

/** An engine that is ready. */
export type Opened<E extends EngineName = EngineName> = {
  readonly operations: Operations[E];
  /** What its memory takes, in bytes. */
  readonly memory: () => number;
};

type Open = (module: WebAssembly.Module) => Promise<Opened>;

/** Returns what answers questions to the engines, one after another. */
export const createHost = (fetchGrammar: FetchGrammar): ((request: Request) => Promise<Reply>) => {
  const ready = new Map<EngineName, Opened>();
  /** How each engine is made ready. What binds it is loaded then, and not before. */
  const OPEN: Readonly<Record<EngineName, Open>> = {
    reasoningbank: async (module) => (await import("./reasoningbank")).open(module),
    "math-framework": async (module) => (await import("./math-framework")).open(module),
    "agent-booster": async (module) =>
      (await import("./agent-booster")).open(module, createGrammars(fetchGrammar)),
  };
  return async ({ id, engine, module, name, args }) => {
    const reply = (outcome: Reply["outcome"]): Reply => ({
      id,
      outcome,
      memory: ready.get(engine)?.memory() ?? 0,
    });
    try {
      if (module && !ready.has(engine)) ready.set(engine, await OPEN[engine](module));
    } catch (cause) {
      return reply({ problem: words(cause), crashed: true });
    }
    try {
      const opened = ready.get(engine);
      if (!opened) return reply({ problem: `${engine} was not brought along`, crashed: true });
      if (name === null) return reply({ value: null });
      const operations = opened.operations as unknown as Readonly<Record<string, unknown>>;
      const operation = Object.hasOwn(operations, name) ? operations[name] : null;
      if (typeof operation !== "function") {
        return reply({ problem: `${engine} has no “${name}”`, crashed: false });
      }
      return reply({ value: await operation(...args) });
    } catch (cause) {
      return reply({ problem: words(cause), crashed: isCrash(cause) });
    }
  };
};

const words = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** Whether an engine ended rather than said no: what it holds is half done then. */
const isCrash = (cause: unknown): boolean =>
  cause instanceof WebAssembly.RuntimeError || cause instanceof RangeError;
