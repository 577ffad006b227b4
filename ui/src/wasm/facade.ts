import type { Transport } from "@atelier/client";
import type { Pattern } from "@atelier/client/types";

import { applyEdit, type Edit, type EditAnswer } from "./agent-booster";
import { initModules } from "./use-wasm-modules";

/** What was asked, what was answered, and how well that went, from 0 to 1. */
type Lesson = {
  readonly message: string;
  readonly response: string;
  readonly score: number;
};

/** The engines as one thing. */
export type Wasm = {
  /** Makes all engines ready. */
  readonly init: () => Promise<void>;
  /** Learns a pattern. The core keeps it; the copies in every page follow by themselves. */
  readonly learn: (lesson: Lesson) => Promise<Pattern>;
  /** Applies an edit to a text: exactly, or not at all. */
  readonly optimize: (edit: Edit, signal?: AbortSignal) => Promise<EditAnswer>;
};

/** Returns the engines as one thing. All reject with an `OperationError`. */
export const createWasm = (transport: Pick<Transport, "call">): Wasm => ({
  init: () => initModules(),
  learn: (lesson) => transport.call("pattern.store", lesson),
  optimize: applyEdit,
});
