import type { ContentBlock, Message } from "@atelier/client/types";

/** Returns the text of a message, as Markdown. */
export const textOf = (message: Message): string =>
  message.blocks
    .filter(isText)
    .map(({ text }) => text)
    .join("\n\n");

const isText = (block: ContentBlock): block is Extract<ContentBlock, { type: "text" }> =>
  block.type === "text";
