import type { AgentBooster } from "./worker/agent-booster";
import type { MathFramework } from "./worker/math-framework";
import type { ReasoningBank } from "./worker/reasoningbank";

/** What each engine can be asked, by its name. */
export type Operations = {
  readonly reasoningbank: ReasoningBank;
  readonly "agent-booster": AgentBooster;
  readonly "math-framework": MathFramework;
};

/** The name of an engine. */
export type EngineName = keyof Operations;

/** Every engine, in the order in which they are loaded. */
export const ENGINES: readonly EngineName[] = ["reasoningbank", "agent-booster", "math-framework"];

/** A question to the worker. */
export type Request = {
  readonly id: number;
  readonly engine: EngineName;
  /** The compiled engine, with the first question to it. */
  readonly module?: WebAssembly.Module;
  /** The operation; none only makes the engine ready. */
  readonly name: string | null;
  readonly args: readonly unknown[];
};

/** The worker's answer. */
export type Reply = {
  readonly id: number;
  readonly outcome:
    | { readonly value: unknown }
    /** What went wrong, in words for a person; after a crash nothing in the worker can be trusted. */
    | { readonly problem: string; readonly crashed: boolean };
  /** What the engine's memory takes, in bytes. */
  readonly memory: number;
};
