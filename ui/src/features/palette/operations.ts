import type { CallName } from "@atelier/client";
import type { OperationSummary } from "@atelier/client/types";

import { labelOf } from "./schema";

/**
 * What a person has better places for, or nothing to do with: what holds secrets is typed in the settings
 * alone, and the rest is how the page itself speaks with the core.
 */
const ELSEWHERE =
  /^(secret\.(save|seal|unlock)|draft\.|desktop\.|link\.|log\.write|operation\.|settings\.(save|get|defaults)|booster\.|folder\.suggest|template\.(check|render|import|save)|theme\.(check|contrast|save|install|roles)|pattern\.(store|import|similar))/;

/** What cannot be undone by pressing another button, or reaches far. */
const DESTRUCTIVE =
  /\.(delete|forget|forget_all|remove|erase|purge|empty|clear|reset|drop|close|discard|undo|restore_backup|factory_reset)(_|$)|_all$/;

/** Returns the operations that the palette offers. Those that stream have screens of their own. */
export const offered = (operations: readonly OperationSummary[]): readonly OperationSummary[] =>
  operations.filter(({ name, kind }) => kind !== "stream" && !ELSEWHERE.test(name));

/** Whether an operation is confirmed before it runs. */
export const isDestructive = (name: string, kind: OperationSummary["kind"]): boolean =>
  kind === "command" && DESTRUCTIVE.test(name);

/** Returns what an operation is called in the palette: `conversation.forget_all` is “Conversation: forget all”. */
export const titleOf = (name: string): string => {
  const [domain = "", method = ""] = name.split(".");
  return `${labelOf(domain)}: ${method.replaceAll("_", " ")}`;
};

/** Returns the first sentence of a document. */
export const firstSentence = (doc: string): string => {
  const text = doc.replace(/\s+/g, " ").trim();
  return /^.*?[.:](?=\s|$)/.exec(text)?.[0].replace(/:$/, ".") ?? text;
};

/** Whether a name is that of an operation that answers once. */
export const asCall = (name: string): CallName => name as CallName;
