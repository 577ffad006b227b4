import { afterEach, describe, expect, it } from "vitest";

import { folded, rangesOf } from "./ranges";

const shown = (...paragraphs: readonly (readonly string[])[]): Element => {
  const article = document.createElement("article");
  for (const pieces of paragraphs) {
    const paragraph = document.createElement("p");
    for (const [at, piece] of pieces.entries()) {
      const element = at % 2 === 1 ? document.createElement("strong") : null;
      const text = document.createTextNode(piece);
      element?.append(text);
      paragraph.append(element ?? text);
    }
    article.append(paragraph);
  }
  document.body.append(article);
  return article;
};

afterEach(() => document.body.replaceChildren());

describe("places of a text in a message", () => {
  it("are found whatever the case and the accents", () => {
    const article = shown(["Café, CAFE and cafe\u0301"]);
    expect(rangesOf(article, "cafe").map(String)).toEqual(["Café", "CAFE", "cafe"]);
    expect(folded("Straße ÀÉ")).toBe("straße ae");
  });

  it("go across what is marked up, and leave out buttons", () => {
    const article = shown(["one t", "wo", " three"]);
    const button = document.createElement("button");
    button.textContent = "two";
    article.append(button);
    expect(rangesOf(article, "two").map(String)).toEqual(["two"]);
  });

  it("are none for a blank text", () => {
    expect(rangesOf(shown(["a b"]), "  ")).toEqual([]);
  });
});
