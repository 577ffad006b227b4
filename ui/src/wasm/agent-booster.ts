import { engines } from "./load";
import type { EditAnswer } from "./worker/agent-booster";

export type { EditAnswer, Edited, Refusal } from "./worker/agent-booster";

/** An edit of a text in this page. Nothing on disk is read or changed. */
export type Edit = {
  readonly original: string;
  /** What is to become of it: new symbols, a part with “existing code” comments, a diff, blocks. */
  readonly snippet: string;
  /** What people call the language, a file's ending included. */
  readonly language: string;
};

/**
 * Applies an edit exactly, or says why not; the engine and the grammar are fetched when they are first
 * needed. Rejects with an `OperationError`.
 */
export const applyEdit = (
  { original, snippet, language }: Edit,
  signal?: AbortSignal,
): Promise<EditAnswer> =>
  engines.call("agent-booster", "applyEdit", [original, snippet, language], { signal });
