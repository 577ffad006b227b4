import type { ContentBlock, Message } from "@atelier/client/types";

import { Markdown } from "../../components/markdown/Markdown";
import { BlockCard } from "./BlockCard";
import { ThinkingBlock } from "./ThinkingBlock";

type Props = {
  readonly message: Message;
  readonly inputs: ReadonlyMap<number, string> | null;
};

/** The blocks of an answer, in order. */
export const AnswerBlocks = ({ message, inputs }: Props) => {
  const streaming = message.state === "streaming";
  const last = message.blocks.length - 1;
  return message.blocks.map((block, index) => (
    <Block
      block={block}
      growing={streaming && index === last}
      input={inputs?.get(index) ?? null}
      // biome-ignore lint/suspicious/noArrayIndexKey: a block is known by its place in the message
      key={index}
      place={`${message.id} ${index}`}
    />
  ));
};

type BlockProps = {
  readonly block: ContentBlock;
  readonly growing: boolean;
  readonly input: string | null;
  /** Identifies the block among all messages. */
  readonly place: string;
};

const Block = ({ block, growing, input, place }: BlockProps) => {
  switch (block.type) {
    case "text":
      return <Markdown progress={growing ? "growing" : "finished"} text={block.text} />;
    case "thinking":
      return <ThinkingBlock growing={growing} place={place} text={block.thinking} />;
    case "redacted_thinking":
      return <ThinkingBlock growing={growing} place={place} text={null} />;
    default:
      return <BlockCard block={block} growing={growing} input={input} />;
  }
};
