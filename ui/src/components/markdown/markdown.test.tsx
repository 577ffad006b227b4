import { render } from "@testing-library/react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { revealProseControls } from "../../lib/markdown/controls";
import { PlatformContext } from "../../platform/context";
import { createFakePlatform } from "../../testing/fake-platform";
import { hostileMarkdown } from "../../testing/fixtures/hostile-markdown";
import { richMarkdown } from "../../testing/fixtures/rich-markdown";
import { Markdown } from "./Markdown";

const element = (text: string, progress: "growing" | "finished" = "finished") => (
  <PlatformContext value={createFakePlatform()}>
    <Markdown text={text} progress={progress} />
  </PlatformContext>
);
const html = (text: string) => renderToStaticMarkup(element(text));

/** The most that drawing one text twice may take here, in ms; a browser needs a tenth of that. */
const BOUND = 5_000;

describe("hostile Markdown", { timeout: 20_000 }, () => {
  it("holds at least forty inputs", () =>
    expect(hostileMarkdown.length).toBeGreaterThanOrEqual(40));

  // Everything that may appear in an answer, and nothing that could load, run or navigate by itself.
  const ALLOWED = new Set(
    "DIV P H3 H4 H5 H6 UL OL LI BLOCKQUOTE HR TABLE THEAD TBODY TR TH TD SECTION FIGURE FIGCAPTION PRE CODE SPAN STRONG EM DEL BR A BDI BUTTON INPUT svg path line polyline rect circle".split(
      " ",
    ),
  );
  it.each(hostileMarkdown)("$name", ({ text, shows }) => {
    const started = performance.now();
    const { container } = render(element(text));
    render(element(text.slice(0, Math.floor(text.length * 0.7)), "growing"));
    expect(performance.now() - started, "time is bounded").toBeLessThan(BOUND);

    const nodes = [...container.querySelectorAll("*")];
    expect(nodes.filter((node) => !ALLOWED.has(node.tagName)).map((node) => node.tagName)).toEqual(
      [],
    );
    for (const node of nodes) {
      for (const { name } of [...node.attributes]) {
        expect(
          [
            "src",
            "srcset",
            "style",
            "srcdoc",
            "action",
            "formaction",
            "background",
            "poster",
            "ping",
            "id",
            "href",
            "xlink:href",
          ],
          `${node.tagName} ${name}`,
        ).not.toContain(name);
        expect(name.startsWith("on"), `no handler in markup: ${name}`).toBe(false);
      }
    }
    const shown = container.textContent ?? "";
    expect(revealProseControls(shown), "no control reaches the page").toEqual([
      { kind: "text", text: shown },
    ]);
    if (shows !== undefined) expect(shown).toContain(shows);
  });
});

describe("formatting", () => {
  const cases: readonly (readonly [name: string, text: string, expected: RegExp | string])[] = [
    [
      "strong and emphasis",
      "**a** *b* ~~c~~",
      /<strong[^>]*>a<\/strong> <em[^>]*>b<\/em> <del[^>]*>c<\/del>/,
    ],
    ["references", "a &amp; b &#38;lt; \\&amp; &hellip;", "a &amp; b &amp;lt; &amp;amp; …"],
    ["code keeps references", "`&amp;`", "&amp;amp;"],
    ["headings start below the page's own", "# a", /<h3[^>]*>a<\/h3>/],
    ["html is text", "<b>x</b>", "&lt;b&gt;x&lt;/b&gt;"],
    ["line breaks in cells", "|a|\n|-|\n|x<br>y|", /x<br\/>y/],
    ["task list", "- [x] a\n- [ ] b", /checked="" aria-label="Done"|aria-label="Done"[^>]*checked/],
    ["ordered list keeps its number", "4. a\n5. b", /<ol start="4"/],
    [
      "autolinks",
      "see www.example.com.",
      /title="http:\/\/www.example.com\/"[^>]*><bdi>www.example.com<\/bdi><\/span>\./,
    ],
    [
      "definitions reach back",
      "see [a][r]\n\nmore\n\n[r]: https://example.com/x",
      /title="https:\/\/example.com\/x"/,
    ],
    ["images are named, not loaded", "![alt](https://example.com/i.png)", "not loaded"],
    [
      "fence in a list",
      "1. a\n   ```js\n   let x;\n   ```\n2. b",
      /<ol[^>]*>.*<figure.*let x;.*<li[^>]*>.*b/s,
    ],
    ["indented fence", "  ```\n  a\n    b\n  ```", /a\n {2}b/],
  ];
  it.each(cases)("%s", (_, text, expected) => expect(html(text)).toMatch(expected));
});

describe("a growing text", { timeout: 20_000 }, () => {
  // A small generator of numbers that is the same in every run.
  const numbers = (seed: number) => () => {
    seed = (seed * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return seed / 4_294_967_296;
  };

  it.each(Array.from({ length: 40 }, (_, seed) => seed))(
    "ends as if it had come at once (chunking %i)",
    (seed) => {
      const next = numbers(seed + 1);
      const source =
        seed % 4 === 3
          ? hostileMarkdown
              .filter(({ text }) => text.length < 2_000)
              .map(({ text }) => text)
              .join("\n\n")
          : richMarkdown(1 + (seed % 3));
      const longest = Math.max([3, 12, 60, 400][seed % 4] ?? 60, source.length / 60);
      const { container, rerender } = render(element("", "growing"));
      for (let at = 0; at < source.length; ) {
        at += 1 + Math.floor(next() * longest);
        rerender(element(source.slice(0, at), "growing"));
      }
      rerender(element(source, "finished"));
      const whole = render(element(source));
      expect(container.innerHTML).toBe(whole.container.innerHTML);
    },
  );

  // rows: 3.153
  it("keeps the elements of finished blocks", () => {
    const { container, rerender } = render(element("first **block**\n\nsec", "growing"));
    const first = container.querySelector("p");
    const second = container.querySelectorAll("p")[1];
    rerender(element("first **block**\n\nsecond block\n\n- third", "growing"));
    expect(container.querySelector("p")).toBe(first);
    expect(container.querySelectorAll("p")[1]).toBe(second);
    rerender(element("first **block**\n\nsecond block\n\n- third", "finished"));
    expect(container.querySelector("p")).toBe(first);
  });

  it("keeps the element of a code block when it closes", () => {
    const { container, rerender } = render(element("```js\nlet a", "growing"));
    const block = container.querySelector("pre");
    rerender(element("```js\nlet a;\n```\n\nafter", "growing"));
    expect(container.querySelector("pre")).toBe(block);
    expect(block?.textContent).toBe("let a;");
  });

  it("starts afresh when the text is another", () => {
    const { container, rerender } = render(element("one\n\ntwo", "finished"));
    rerender(element("three", "growing"));
    expect(container.textContent).toBe("three");
  });
});
