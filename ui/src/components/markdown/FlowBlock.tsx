import { t } from "@lingui/core/macro";
import { Check } from "lucide-react";
import type { Links, MarkedToken, Token, Tokens } from "marked";
import { memo, type ReactNode } from "react";
import { useLocale } from "../../lib/language";
import { lexFlow } from "../../lib/markdown/lex";
import type { MathToken } from "../../lib/markdown/math";
import { CodeBlock } from "./CodeBlock";
import { Inline, PlainText } from "./Inline";
import { MathText } from "./MathText";
import { Table } from "./Table";

type Props = {
  readonly source: string;
  readonly links: Links | undefined;
  /** The number its first list starts with, where the list goes on from an earlier block. */
  readonly listStart?: number | undefined;
};

/** Shows the paragraphs, lists, tables and quotes of one block. */
export const FlowBlock = memo(({ source, links, listStart }: Props) => {
  useLocale();
  return <Flow tokens={lexFlow(source, links).tokens} listStart={listStart} />;
});

type FlowProps = { readonly tokens: readonly Token[]; readonly listStart?: number | undefined };

const Flow = ({ tokens, listStart }: FlowProps): ReactNode =>
  tokens.map((token, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: tokens have no identity but their place
    <FlowToken key={index} token={token} listStart={index === 0 ? listStart : undefined} />
  ));

const HEADINGS = ["h3", "h4", "h5", "h6", "h6", "h6"] as const;
const HEADING_STYLES = [
  "mt-4 text-xl font-semibold tracking-tight",
  "mt-4 text-lg font-semibold",
  "mt-2 font-semibold",
  "mt-1 font-medium text-text-subtle",
] as const;

const FlowToken = ({
  token,
  listStart,
}: {
  readonly token: Token;
  readonly listStart: number | undefined;
}) => {
  const known = token as MarkedToken | MathToken;
  switch (known.type) {
    case "math":
      return <MathText display={known.display} tex={known.text} />;
    case "space":
    case "def":
    case "checkbox":
      return null;
    case "hr":
      return <hr className="my-2 border-hairline" />;
    case "heading": {
      const Heading = HEADINGS[known.depth - 1] ?? "h6";
      const style = HEADING_STYLES[Math.min(known.depth, 4) - 1] ?? "";
      return (
        <Heading className={`${style} leading-snug first:mt-0`}>
          <Inline tokens={known.tokens} />
        </Heading>
      );
    }
    case "code":
      return <CodeBlock language={languageOf(known.lang)} code={known.text} closed />;
    case "blockquote":
      return (
        <blockquote className="flex flex-col gap-3 border-l-2 border-hairline pl-4 text-text-subtle">
          <Flow tokens={known.tokens} />
        </blockquote>
      );
    case "list":
      return <List list={known} start={listStart} />;
    case "table":
      return <Table table={known} />;
    case "paragraph":
      return (
        <p dir="auto">
          <Inline tokens={known.tokens} />
        </p>
      );
    case "text":
      return known.tokens ? <Inline tokens={known.tokens} /> : <PlainText text={known.raw} />;
    default:
      return <Unformatted text={token.raw} />;
  }
};

// What is too deep, too long or unknown: exactly as it is written.
const Unformatted = ({ text }: { readonly text: string }) => (
  <p dir="auto" className="whitespace-pre-wrap">
    <PlainText text={text} literal />
  </p>
);

const List = ({
  list,
  start,
}: {
  readonly list: Tokens.List;
  readonly start: number | undefined;
}) => {
  const space = list.loose ? "gap-2" : "gap-1";
  const items = list.items.map((item, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: items have no identity but their place
    <Item key={index} item={item} raw={item.raw} loose={list.loose} />
  ));
  if (!list.ordered) {
    return (
      <ul className={`flex flex-col ${space} list-disc pl-6 marker:text-text-faint`}>{items}</ul>
    );
  }
  const first = start ?? (list.start === "" ? 1 : list.start);
  return (
    <ol
      start={first}
      className={`flex flex-col ${space} list-decimal pl-8 marker:text-text-subtle marker:tabular-nums`}
    >
      {items}
    </ol>
  );
};

type ItemProps = { readonly item: Tokens.ListItem; readonly raw: string; readonly loose: boolean };

// An item that reads the same is drawn the same; its tokens are made anew with each reading.
const Item = memo(
  ({ item, loose }: ItemProps) => {
    useLocale();
    const body = (
      <div className={`flex min-w-0 flex-col ${loose ? "gap-2" : "gap-1"}`}>
        <ItemFlow tokens={item.tokens} />
      </div>
    );
    if (!item.task) return <li dir="auto">{body}</li>;
    return (
      <li dir="auto" className="-ml-6 flex list-none items-baseline gap-2">
        <TaskBox done={item.checked === true} />
        {body}
      </li>
    );
  },
  (before, after) =>
    before.raw === after.raw &&
    before.loose === after.loose &&
    before.item.task === after.item.task,
);

const TaskBox = ({ done }: { readonly done: boolean }) => (
  <span className="relative ml-0.5 size-3.5 shrink-0 translate-y-0.5">
    <input
      type="checkbox"
      checked={done}
      readOnly
      disabled
      aria-label={done ? t`Done` : t`Not done`}
      className="block size-full appearance-none rounded-[4px] border border-border checked:border-text-subtle checked:bg-text-subtle"
    />
    {done && (
      <Check
        aria-hidden="true"
        className="pointer-events-none absolute inset-0.5 text-surface forced-colors:text-[CanvasText]"
        size={10}
        strokeWidth={3}
      />
    )}
  </span>
);

const ItemFlow = ({ tokens }: { readonly tokens: readonly Token[] }) =>
  tokens.map((token, index) => {
    const key = `${index}`;
    if (token.type !== "text") return <FlowToken key={key} token={token} listStart={undefined} />;
    return (
      <p key={key}>
        <FlowToken token={token} listStart={undefined} />
      </p>
    );
  });

function languageOf(info: string | undefined): string {
  return /^[^\s{]*/.exec(info ?? "")?.[0] ?? "";
}
