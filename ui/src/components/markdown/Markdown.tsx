import { memo, useState } from "react";
import {
  type Block,
  type Groups,
  MarkdownDocument,
  type Progress,
} from "../../lib/markdown/document";
import { CodeBlock } from "./CodeBlock";
import { FlowBlock } from "./FlowBlock";

type Props = {
  /** The text, as far as it has arrived. */
  readonly text: string;
  /** Whether more of it may come. */
  readonly progress: Progress;
};

/**
 * Shows Markdown as elements of our own: no HTML of the text is ever markup, nothing is loaded.
 * While the text grows, only its last block is read and drawn again.
 */
export const Markdown = ({ text, progress }: Props) => {
  const [document] = useState(() => new MarkdownDocument());
  const groups: Groups = document.read(text, progress);
  return (
    <div dir="auto" className="flex min-w-0 flex-col gap-3 wrap-anywhere [unicode-bidi:plaintext]">
      {groups.map((blocks, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: groups only ever grow at the end
        <Group key={index} blocks={blocks} />
      ))}
    </div>
  );
};

const Group = memo(({ blocks }: { readonly blocks: readonly Block[] }) => (
  <div className="flex min-w-0 flex-col gap-3 contain-layout">
    {blocks.map((block) => (
      <BlockView key={block.key} block={block} />
    ))}
  </div>
));

const BlockView = memo(
  ({ block }: { readonly block: Block }) =>
    block.kind === "code" ? (
      <CodeBlock language={block.language} code={block.text} closed={block.closed} />
    ) : (
      <FlowBlock source={block.source} links={block.links} listStart={block.listStart} />
    ),
  (before, after) => before.block === after.block,
);
