import type { ContentBlock, Message } from "@atelier/client/types";

import { Markdown } from "../../components/markdown/Markdown";
import { BlockCard } from "./BlockCard";
import { ThinkingBlock } from "./ThinkingBlock";
import { ToolCard } from "./ToolCard";

type Props = {
  readonly message: Message;
  readonly results: Message | null;
  readonly inputs: ReadonlyMap<number, string> | null;
};

/** The blocks of an answer, in order. */
export const AnswerBlocks = ({ message, results, inputs }: Props) => {
  const streaming = message.state === "streaming";
  const last = message.blocks.length - 1;
  return message.blocks.map((block, index) => (
    <Block
      block={block}
      growing={streaming && index === last}
      input={inputs?.get(index) ?? null}
      // biome-ignore lint/suspicious/noArrayIndexKey: a block is known by its place in the message
      key={index}
      message={message}
      place={`${message.id} ${index}`}
      results={results}
    />
  ));
};

type BlockProps = {
  readonly block: ContentBlock;
  readonly message: Message;
  readonly results: Message | null;
  readonly growing: boolean;
  readonly input: string | null;
  /** Identifies the block among all messages. */
  readonly place: string;
};

const Block = ({ block, message, results, growing, input, place }: BlockProps) => {
  switch (block.type) {
    case "text":
      return <Markdown progress={growing ? "growing" : "finished"} text={block.text} />;
    case "thinking":
      return <ThinkingBlock growing={growing} place={place} text={block.thinking} />;
    case "redacted_thinking":
      return <ThinkingBlock growing={growing} place={place} text={null} />;
    case "tool_use":
      return <ToolCard block={block} input={input} message={message} results={results} />;
    default:
      return <BlockCard block={block} growing={growing} />;
  }
};
