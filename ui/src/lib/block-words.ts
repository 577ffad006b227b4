import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

const BLOCKS: Readonly<Record<string, MessageDescriptor>> = {
  text: msg`Text`,
  thinking: msg`Thinking`,
  redacted_thinking: msg`Thinking, encrypted`,
  tool_use: msg`Request for a tool`,
  tool_result: msg`Result`,
  server_tool_use: msg`Asked of the endpoint`,
  web_search_tool_result: msg`Found on the web`,
  web_fetch_tool_result: msg`Page of the web`,
  image: msg`Picture`,
  document: msg`Document`,
};

/** Returns what a block of a message is called; of one that is not known, its kind. */
export const blockName = (kind: string): string => {
  const words = Object.hasOwn(BLOCKS, kind) ? BLOCKS[kind] : undefined;
  return words ? i18n._(words) : kind;
};
