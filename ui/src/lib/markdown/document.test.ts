import { Lexer, type Token } from "marked";
import { describe, expect, it } from "vitest";
import { richMarkdown } from "../../testing/fixtures/rich-markdown";
import { MarkdownDocument } from "./document";
import { lexFlow } from "./lex";
import { settle } from "./settle";

const shape = (token: Token): string =>
  token.type === "code"
    ? `code ${token["lang"] ?? ""} ${token["text"]}`
    : `${token.type} ${token.raw.trim()}`;
const shapes = (tokens: readonly Token[]): string[] =>
  tokens.filter(({ type }) => type !== "space" && type !== "def").map(shape);

const inBlocks = (text: string): string[] =>
  new MarkdownDocument()
    .read(text, "finished")
    .flat()
    .flatMap((block) =>
      block.kind === "code"
        ? [`code ${block.language} ${block.text}`]
        : shapes(lexFlow(block.source).tokens),
    );

describe("cutting a text into blocks", () => {
  const texts: readonly (readonly [name: string, text: string])[] = [
    ["every kind of block", richMarkdown(2)],
    ["a loose list", "- a\n\n- b\n\n\n- c\n\n  more\n\nafter"],
    ["a list right after a paragraph", "text\n- a\n\n- b\n"],
    ["a fence right after a paragraph", "text\n```\na\n\nb\n```\ntext"],
    ["a fence inside an item", "- a\n\n  ```\n  code\n\n  # not a heading\n  ```\n- b"],
    ["an open fence", "text\n\n````md\n```\ninner\n```\n"],
    ["indented code over blank lines", "    a\n\n\n    b\n\nc"],
    ["a rule between lists", "- a\n- b\n\n---\n\n- c"],
    ["quotes", "> a\nlazy\n\n> b\n\n>     code"],
    ["a table among paragraphs", "text\n\n| a |\n|---|\n| b |\n\ntext | not a table"],
    ["headings without blank lines", "# a\ntext\n## b\n- c\n### d"],
    ["numbers that go on", "1. a\n\n   b\n\n2. c\n10) d"],
  ];
  it.each(texts)("reads %s as the whole would be read", (_, text) => {
    expect(inBlocks(text)).toEqual(shapes(new Lexer({ gfm: true }).lex(text)));
  });

  it("goes on counting where a long list is cut", () => {
    const text = Array.from({ length: 900 }, () => `1. ${"word ".repeat(4)}`).join("\n");
    const starts = new MarkdownDocument()
      .read(text, "finished")
      .flat()
      .map((block) => (block.kind === "flow" ? block.listStart : null));
    expect(starts.length).toBeGreaterThan(1);
    expect(starts[0]).toBeUndefined();
    const lines = text.split("\n");
    expect(starts[1]).toBe(1 + Math.ceil(8_193 / ((lines[0]?.length ?? 0) + 1)));
  });

  it("keeps finished blocks while the text grows", () => {
    const document = new MarkdownDocument();
    const text = richMarkdown(20);
    const before = document.read(text.slice(0, 12_000), "growing").flat();
    const after = document.read(text, "growing").flat();
    const kept = before.slice(0, -1).filter((block) => !("links" in block && block.links));
    for (const block of kept) expect(after).toContain(block);
  });
});

describe("settling the end of a growing text", () => {
  const cases: readonly (readonly [written: string, shown: string])[] = [
    ["a **bo", "a **bo**"],
    ["a **b*", "a **b**"],
    ["*a **b", "*a **b***"],
    ["**", ""],
    ["see [lin", "see lin"],
    ["see [link](https://a", "see link"],
    ["see [link](https://a.b/c) now", "see [link](https://a.b/c) now"],
    ["see ![pic](https://a", "see "],
    ["do `co", "do `co`"],
    ["Here:\n-", "Here:\n"],
    ["Here:\n- it", "Here:\n- it"],
    ["text\n==", "text\n"],
    ["| a | b", "| a | b\n|---|---|"],
    ["| a | b |\n|--", "| a | b |\n|---|---|"],
    ["- [", ""],
    ["- [x] d", "- [x] d"],
    ["``", ""],
    ["2 * 3", "2 * 3"],
    ["snake_case", "snake_case"],
    ["- a\n  ```js\n  let a = **b", "- a\n  ```js\n  let a = **b"],
    ["<https://a.b", "https://a.b"],
  ];
  it.each(cases)("%j shows as %j", (written, shown) => expect(settle(written)).toBe(shown));
});
