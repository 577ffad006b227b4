import { memo, useState } from "react";
import { cx } from "../../lib/cx";
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
 * Without ligatures: text is read as it is written, and those of Inter take seconds on long runs of
 * brackets.
 */
export const Markdown = ({ text, progress }: Props) => {
  const [document] = useState(() => new MarkdownDocument());
  const groups: Groups = document.read(text, progress);
  return (
    <div
      dir="auto"
      className="flex min-w-0 flex-col gap-3 wrap-anywhere [font-variant-ligatures:none] [unicode-bidi:plaintext]"
    >
      {groups.map((blocks, index) => (
        <Group
          key={blocks[0]?.key ?? 0}
          blocks={blocks}
          resting={progress === "growing" && index < groups.length - 2}
        />
      ))}
    </div>
  );
};

type GroupProps = {
  readonly blocks: readonly Block[];
  /** Whether it is finished while the text still grows: out of view, it then costs nothing. */
  readonly resting: boolean;
};

const Group = memo(({ blocks, resting }: GroupProps) => (
  <div
    className={cx(
      // The counters of lists end with it too: else every list is counted again with every word.
      "flex min-w-0 flex-col gap-3 contain-layout contain-style",
      resting && "[contain-intrinsic-height:auto_600px] [content-visibility:auto]",
    )}
  >
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
