import type { ContentBlock } from "@atelier/client/types";
import { describe, expect, it } from "vitest";

import { citedText, textRun } from "./citations";

const text = (words: string, ...citations: object[]): ContentBlock =>
  ({ type: "text", text: words, citations }) as unknown as ContentBlock;

const PAGE = {
  type: "page_location",
  document_title: "paper.pdf",
  cited_text: "The grass is green.",
  start_page_number: 3,
  end_page_number: 4,
};

describe("sources", () => {
  it("are numbered where they are named first, and stand after the words", () => {
    const web = {
      type: "web_search_result_location",
      title: "Sky",
      url: "https://sky.example/blue",
      cited_text: "blue",
    };
    const run = [
      text("As said, "),
      text("grass is green", PAGE),
      text(" and sky blue.\n", web, PAGE),
    ];
    const cited = citedText(run);
    expect(cited?.text).toBe(
      "As said, grass is green &#91;1&#93; and sky blue. &#91;2&#93;&#91;1&#93;\n",
    );
    expect(cited?.citations).toEqual([
      { number: 1, title: "paper.pdf", place: "page 3", url: null, quote: "The grass is green." },
      {
        number: 2,
        title: "Sky",
        place: "sky.example",
        url: "https://sky.example/blue",
        quote: "blue",
      },
    ]);
  });

  it("leave texts that name none as they are", () => {
    expect(citedText([text("a"), text("b")])).toBeNull();
    expect(textRun([text("a"), text("b"), text("c", PAGE)], 0)).toEqual({ length: 3, cited: true });
    expect(textRun([text("a")], 0)).toEqual({ length: 1, cited: false });
    expect(textRun([{ type: "thinking", thinking: "" } as ContentBlock], 0).length).toBe(0);
  });

  it.each([
    [{}, "A source"],
    [{ document_title: 3, cited_text: null, start_page_number: "x" }, "A source"],
    [{ type: "page_location", document_title: "x".repeat(5_000) }, "x".repeat(5_000)],
    [{ url: "javascript:alert(1)" }, "javascript:alert(1)"],
  ])("are shown whatever the far end says of them: %o", (raw, title) => {
    const [citation] = citedText([text("a", raw)])?.citations ?? [];
    expect(citation).toMatchObject({ title, url: null, place: null, quote: "" });
  });

  it("are quoted within bounds", () => {
    const long = { ...PAGE, cited_text: "q".repeat(100_000) };
    expect(citedText([text("a", long)])?.citations[0]?.quote).toHaveLength(601);
    const none = citedText([
      { type: "text", text: "a", citations: "no" } as unknown as ContentBlock,
    ]);
    expect(none).toBeNull();
  });
});
