import type { ContentBlock, Message } from "@atelier/client/types";
import { t } from "@lingui/core/macro";

/** A request for a tool. */
export type ToolUse = Extract<ContentBlock, { type: "tool_use" }>;

/** How far a request for a tool got. */
export type ToolState = "asking" | "running" | "done" | "failed" | "lost";

/** A request for a tool, and what came of it. */
export type ToolCall = {
  readonly state: ToolState;
  /** What it returned, or why it failed; null while there is nothing. */
  readonly result: string | null;
};

/** Returns what came of a request, from the message of the results that follows it, if there is one. */
export const toolCall = (block: ToolUse, message: Message, results: Message | null): ToolCall => {
  const found = results?.blocks.find(
    (candidate) => candidate.type === "tool_result" && candidate.tool_use_id === block.id,
  );
  if (found?.type === "tool_result") {
    // Where the turn was stopped among the tools, what did not return says so as an error.
    const failed = results?.state === "incomplete" ? "lost" : "failed";
    const state = found.is_error === true ? failed : "done";
    return { state, result: textOfContent(found.content) };
  }
  if (message.state === "streaming") return { state: "asking", result: null };
  return { state: results?.state === "streaming" ? "running" : "lost", result: null };
};

/** Returns the name of a tool as words. */
export const titleOf = (name: string): string => {
  const words = name.replaceAll(/[_-]+/g, " ").trim();
  return words === "" ? t`A tool` : words.charAt(0).toUpperCase() + words.slice(1);
};

/** Returns what is asked of a tool in a line: its first short words, or all of it as JSON. */
export const askedOf = (input: unknown): string => {
  if (typeof input !== "object" || input === null) return JSON.stringify(input) ?? "";
  const first = Object.values(input).find(
    (value) => typeof value === "string" && value.length < 80,
  );
  if (typeof first !== "string") return JSON.stringify(input);
  // A path or a sentence stays as it is; a name becomes words.
  return /^[\w-]+$/.test(first) ? titleOf(first) : first;
};

/** A result is text, or blocks of which some are. */
const textOfContent = (content: unknown): string => {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return JSON.stringify(content) ?? "";
  const texts = content.map((block) =>
    typeof block?.text === "string" ? block.text : JSON.stringify(block),
  );
  return texts.join("\n");
};
