import type { Attachment, ContentBlock } from "@atelier/client/types";

/** Returns what goes along with a message, read from its blocks. */
export const attachmentsOf = (blocks: readonly ContentBlock[]): readonly Attachment[] =>
  blocks.flatMap((block) => {
    if (block.type !== "image" && block.type !== "document") return [];
    const source: unknown = block.source;
    return isAttachment(source) ? [source] : [];
  });

const isAttachment = (source: unknown): source is Attachment & { readonly type: "attachment" } => {
  if (typeof source !== "object" || source === null) return false;
  const { type, id, name, kind } = source as Record<string, unknown>;
  return (
    type === "attachment" &&
    typeof id === "string" &&
    typeof name === "string" &&
    typeof kind === "string"
  );
};
