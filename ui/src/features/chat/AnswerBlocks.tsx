import type { ContentBlock, Message } from "@atelier/client/types";

import { Markdown } from "../../components/markdown/Markdown";
import { CitationCards } from "./CitationCards";
import { citedText, textRun } from "./citations";
import { FoldLine } from "./FoldLine";
import { useFolds } from "./folding";
import { ThinkingBlock } from "./ThinkingBlock";
import { ToolCard } from "./ToolCard";
import { isStep, runFrom } from "./transcript";
import { ServedBlock } from "./WebCard";

type Props = {
  readonly message: Message;
  readonly results: Message | null;
  readonly inputs: ReadonlyMap<number, string> | null;
  /** Whether what led to the answer is left out. */
  readonly withoutSteps: boolean;
};

/** The blocks of an answer, in order. */
export const AnswerBlocks = ({ message, results, inputs, withoutSteps }: Props) => {
  const folds = useFolds();
  const streaming = message.state === "streaming";
  const last = message.blocks.length - 1;
  let folded = 0;
  return message.blocks.map((block, index) => {
    if (withoutSteps && isStep(block)) return null;
    const calls = index < folded ? null : runFrom({ message, results }, index, folds);
    if (calls && !calls.fold.open) folded = index + calls.length;
    // biome-ignore lint/suspicious/noArrayIndexKey: a block is known by its place in the message
    const line = calls && <FoldLine fold={calls.fold} key={`run ${index}`} />;
    if (index < folded) return line;
    // Texts around a source are one text: they are shown where the first of them stands.
    const run = runAround(message.blocks, index);
    if (run.cited && index > run.start) return null;
    const cited = run.cited ? message.blocks.slice(index, index + run.length) : [];
    const shown = (
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
    return line ? [line, shown] : shown;
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
      return <ServedBlock block={block} growing={growing} message={message} />;
  }
};
