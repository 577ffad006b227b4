import type { ContentBlock, Message } from "@atelier/client/types";

import { Markdown } from "../../components/markdown/Markdown";
import { BlockCard } from "./BlockCard";
import { CitationCards } from "./CitationCards";
import { citedText, textRun } from "./citations";
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
  return message.blocks.map((block, index) => {
    // Texts around a source are one text: they are shown where the first of them stands.
    const run = runAround(message.blocks, index);
    if (run.cited && index > run.start) return null;
    const cited = run.cited ? message.blocks.slice(index, index + run.length) : [];
    return (
      <Block
        cited={cited}
        block={block}
        growing={streaming && index + Math.max(1, cited.length) - 1 === last}
        input={inputs?.get(index) ?? null}
        // biome-ignore lint/suspicious/noArrayIndexKey: a block is known by its place in the message
        key={index}
        message={message}
        place={`${message.id} ${index}`}
        results={results}
      />
    );
  });
};

/** The run of texts that a block belongs to, and whether it names a source. */
const runAround = (blocks: readonly ContentBlock[], index: number) => {
  let start = index;
  while (blocks[start]?.type === "text" && blocks[start - 1]?.type === "text") start -= 1;
  return { start, ...textRun(blocks, start) };
};

type BlockProps = {
  readonly block: ContentBlock;
  readonly message: Message;
  readonly results: Message | null;
  readonly growing: boolean;
  readonly input: string | null;
  /** The texts that are shown with it, where one of them names a source. */
  readonly cited: readonly ContentBlock[];
  /** Identifies the block among all messages. */
  readonly place: string;
};

const Block = ({ block, cited, message, results, growing, input, place }: BlockProps) => {
  switch (block.type) {
    case "text": {
      const sources = citedText(cited);
      const progress = growing ? "growing" : "finished";
      if (!sources) return <Markdown progress={progress} text={block.text} />;
      return (
        <div>
          <Markdown progress={progress} text={sources.text} />
          <CitationCards citations={sources.citations} />
        </div>
      );
    }
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
