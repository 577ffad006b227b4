import { type OperationError, toOperationError } from "@atelier/client/errors";
import { useCallback, useEffect, useRef, useState } from "react";

import { applyEdit, type Edit, type Edited, type Refusal } from "./agent-booster";

/** What became of an edit: nothing asked yet, under way, made, refused, or failed. */
type Optimization =
  | { readonly state: "idle" | "working" }
  | { readonly state: "edited"; readonly edited: Edited }
  /** The text stays as it is; the candidates are what the edit may have meant. */
  | { readonly state: "refused"; readonly refusal: Refusal }
  | { readonly state: "failed"; readonly error: OperationError };

type CodeOptimization = {
  readonly optimization: Optimization;
  /** Applies an edit to a text, in place of one that is under way. */
  readonly optimize: (edit: Edit) => Promise<Optimization>;
  readonly reset: () => void;
};

/** Applies edits to texts in this page: exactly, or not at all. Nothing on disk is touched. */
export const useCodeOptimization = (): CodeOptimization => {
  const [optimization, show] = useState<Optimization>(IDLE);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const optimize = useCallback(async (edit: Edit): Promise<Optimization> => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    show({ state: "working" });
    const outcome = await outcomeOf(edit, controller.signal);
    // A later edit, or the end of the component, has taken its place.
    if (!controller.signal.aborted) show(outcome);
    return outcome;
  }, []);
  const reset = useCallback(() => {
    running.current?.abort();
    show(IDLE);
  }, []);
  return { optimization, optimize, reset };
};

const IDLE: Optimization = { state: "idle" };

const outcomeOf = async (edit: Edit, signal: AbortSignal): Promise<Optimization> => {
  try {
    const answer = await applyEdit(edit, signal);
    return "refusal" in answer
      ? { state: "refused", refusal: answer.refusal }
      : { state: "edited", edited: answer };
  } catch (cause) {
    return { state: "failed", error: toOperationError(cause) };
  }
};
