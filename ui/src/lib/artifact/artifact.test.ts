import type { Message } from "@atelier/client/types";
import { describe, expect, it } from "vitest";

import { sourceLine } from "./diagram-line";
import { fileNameOf, kindOf, titleOf } from "./kind";
import { asDocument } from "./page";
import { asPicture } from "./picture";
import { versionsOf } from "./versions";
import { readWord } from "./words";

describe("what a block can be shown as", () => {
  it.each([
    ["html", "x", "html"],
    ["HTML", "x", "html"],
    ["svg", "<svg/>", "svg"],
    ["mermaid", "graph TD", "mermaid"],
    ["xml", '<?xml version="1.0"?>\n<svg xmlns="x">', "svg"],
    ["xml", "<feed><svg/></feed>", null],
    ["javascript", "<svg/>", null],
    ["", "<html>", null],
    ["htmlx", "x", null],
  ])("%s", (language, code, kind) => expect(kindOf(language, code)).toBe(kind));

  it.each([
    ["html", "<html><title>\n A  page </title>", "A page"],
    ["svg", "<svg><title id=a>Cat</title></svg>", "Cat"],
    ["mermaid", "---\nconfig:\n  x: 1\ntitle: Tea\n---\ngraph TD", "Tea"],
    ["mermaid", "pie title Pets\n  a: 1", "Pets"],
    ["mermaid", "graph TD\n accTitle: Steps", "Steps"],
    ["html", "<p>none", null],
    ["html", `<title>${"x".repeat(200)}</title>`, "x".repeat(120)],
  ] as const)("the title of %s %s", (kind, code, title) => expect(titleOf(kind, code)).toBe(title));

  it("has a name for its file in which nothing leads elsewhere", () => {
    expect(fileNameOf("html", "../../etc/passwd")).toBe("etc passwd.html");
    expect(fileNameOf("svg", null)).toBe("picture.svg");
    expect(fileNameOf("mermaid", "…")).toBe("diagram.mmd");
  });
});

describe("a drawing as a picture", () => {
  it("gets the names and the size that it lacks, and is else as it was", () => {
    expect(asPicture('\n<svg viewBox="0 0 20 10"><rect/></svg>')).toEqual({
      text: '<svg width="20" height="10" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><rect/></svg>',
      width: 20,
    });
    const whole = '<svg xmlns="http://www.w3.org/2000/svg" width="5px" height="5"/>';
    expect(asPicture(whole)).toEqual({ text: whole, width: 5 });
    expect(asPicture('<svg xmlns="a" width="100%" viewBox="0 0 7 9"></svg>')?.text).toBe(
      '<svg width="7" height="9" xmlns="a" viewBox="0 0 7 9"></svg>',
    );
    expect(asPicture("<p>no drawing</p>")).toBeNull();
    expect(asPicture("<svg")).toBeNull();
  });
});

describe("a page", () => {
  it("stands on paper, and its own kind of document gives way to the usual one", () => {
    const page = asDocument('<!DOCTYPE html PUBLIC "x">\n<p>a');
    expect(page.startsWith("<!doctype html><style>")).toBe(true);
    expect(page.endsWith("\n<p>a")).toBe(true);
    expect(page.match(/doctype/gi)).toHaveLength(1);
  });
});

describe("what comes out of a frame", () => {
  it.each([
    null,
    undefined,
    1,
    "ready",
    {},
    { artifact: null },
    { artifact: "ready" },
    { artifact: { kind: "height", height: Number.NaN } },
    { artifact: { kind: "height", height: "9" } },
    { artifact: { kind: "said", text: 1 } },
    { artifact: { kind: "key", key: "Enter" } },
    { artifact: { kind: "drawn", id: "1", svg: "x" } },
    { artifact: { kind: "drawn", id: 1, svg: "x".repeat(8_000_001) } },
    { artifact: { kind: "__proto__" } },
  ])("is not believed: %j", (data) => expect(readWord(data)).toBeNull());

  it("is cut to what can be shown", () => {
    const said = { artifact: { kind: "said", level: "fatal", text: "x".repeat(9_000) } };
    expect(readWord(said)).toEqual({ kind: "said", level: "error", text: "x".repeat(500) });
    const failed = { artifact: { kind: "failed", id: 1, text: "a", line: -4 } };
    expect(readWord(failed)).toEqual({ kind: "failed", id: 1, text: "a", line: null });
  });
});

describe("the line of a diagram", () => {
  it("counts what stands before the diagram, and comments", () => {
    const source = "---\ntitle: x\n---\n\n%% said aside\ngraph TD\n  %% more\n  A -- [[[\n";
    expect(sourceLine(source, 1)).toBe(6);
    expect(sourceLine(source, 2)).toBe(8);
    expect(sourceLine("graph TD\n A", 2)).toBe(2);
    expect(sourceLine("graph TD", 99)).toBe(1);
  });
});

describe("the versions of an artifact", () => {
  const answer = (...texts: readonly string[]) =>
    ({
      role: "assistant",
      state: "complete",
      blocks: texts.map((text) => ({ type: "text", text })),
    }) as unknown as Message;
  const page = (title: string, words: string) =>
    `Here:\n\n\`\`\`html\n<title>${title}</title>\n<p>${words}\n\`\`\`\n`;

  it("are those of the same name, one after another, in answers alone", () => {
    const asked = { ...answer(page("A", "of the person")), role: "user" } as Message;
    const growing = { ...answer(page("A", "growing")), state: "streaming" } as Message;
    const messages = [
      answer(page("A", "1")),
      answer(page("B", "other"), "no block"),
      asked,
      answer(page("A", "2")),
      answer(page("A", "2")),
      growing,
    ];
    const code = "<title>A</title>\n<p>2";
    const found = versionsOf({ kind: "html", code }, messages);
    expect(found.map((each) => each.code)).toEqual(["<title>A</title>\n<p>1", code]);
  });

  it("are told by what they share where they have no name", () => {
    const graph = (...lines: readonly string[]) =>
      answer(`~~~mermaid\ngraph TD\n${lines.join("\n")}\n~~~`);
    const messages = [
      graph("A-->B", "B-->C"),
      graph("A-->B", "B-->D"),
      graph("X-->Y", "Y-->Z", "Z-->X"),
    ];
    const of = (code: string) => versionsOf({ kind: "mermaid", code }, messages).length;
    expect(of("graph TD\nA-->B\nB-->C")).toBe(2);
    expect(of("graph TD\nX-->Y\nY-->Z\nZ-->X")).toBe(1);
    expect(versionsOf({ kind: "svg", code: "<svg/>" }, messages)).toHaveLength(1);
  });

  it("does not take two blocks of one answer for versions of each other", () => {
    const both = answer(`${page("A", "1")}\n${page("A", "2")}`);
    expect(versionsOf({ kind: "html", code: "<title>A</title>\n<p>1" }, [both])).toHaveLength(1);
  });
});
