import type { Message } from "@atelier/client/types";

import { MarkdownDocument } from "../markdown/document";
import { type ArtifactKind, kindOf, titleOf } from "./kind";

/** Something that was written in an answer and can be shown. */
export type Artifact = { readonly kind: ArtifactKind; readonly code: string };

/** Returns all that an artifact was and became in these messages, oldest first; at least itself. */
export const versionsOf = (
  artifact: Artifact,
  messages: readonly Message[],
): readonly Artifact[] => {
  const line = lines(messages).find((each) =>
    each.some(({ kind, code }) => kind === artifact.kind && code === artifact.code),
  );
  return line ?? [artifact];
};

/** The artifacts of a conversation: of each, what it was one after another. */
const lines = (messages: readonly Message[]): readonly (readonly Artifact[])[] => {
  const found: Artifact[][] = [];
  for (const message of messages) {
    const said = artifactsIn(message);
    const before = found.map((line) => line);
    for (const artifact of said) {
      const line = before.findLast((each) => continues(each, artifact));
      if (!line) found.push([artifact]);
      else if (line.at(-1)?.code !== artifact.code) line.push(artifact);
    }
  }
  return found;
};

/** Whether an artifact is the next version of a line: named the same, or, without a name, mostly the same. */
const continues = (line: readonly Artifact[], next: Artifact): boolean => {
  const last = line.at(-1);
  if (!last || last.kind !== next.kind) return false;
  const [named, name] = [titleOf(last.kind, last.code), titleOf(next.kind, next.code)];
  if (named !== null || name !== null) return named === name;
  const parts = new Set(last.code.split("\n").map((part) => part.trim()));
  const own = next.code.split("\n").map((part) => part.trim());
  const shared = own.filter((part) => parts.has(part)).length;
  return shared * 2 >= Math.min(own.length, parts.size);
};

const read = new WeakMap<Message, readonly Artifact[]>();

/** What one answer holds; a message that was read stays read. */
const artifactsIn = (message: Message): readonly Artifact[] => {
  if (message.role !== "assistant" || message.state === "streaming") return [];
  const known = read.get(message);
  if (known) return known;
  const found = message.blocks.flatMap((block) =>
    block.type === "text" && MENTIONED.test(block.text) ? inText(block.text) : [],
  );
  read.set(message, found);
  return found;
};

const MENTIONED = /(?:`{3}|~{3})[ \t]*(?:html?|svg|mermaid|xml)\b/i;

const inText = (text: string): readonly Artifact[] =>
  new MarkdownDocument()
    .read(text, "finished")
    .flat()
    .flatMap((block) => {
      if (block.kind !== "code") return [];
      const kind = kindOf(block.language, block.text);
      return kind === null ? [] : [{ kind, code: block.text }];
    });
