import { describe, expect, test } from "vitest";

import { reportOnFailure, useProduct } from "./product";

type Fault = {
  /** What the simulator is told. */
  readonly word: string;
  /** The state that the answer ends in. */
  readonly state: "failed" | "incomplete";
  /** Words of the server, or of the product where the server says nothing. */
  readonly says: string;
  /** Whether a part of the answer had arrived before. */
  readonly partly: boolean;
};

// The pauses between tries are part of the behaviour, so the slow ones come with few tries.
const FAULTS: readonly Fault[] = [
  {
    word: "400",
    state: "failed",
    says: "The simulator was told to refuse this request.",
    partly: false,
  },
  { word: "401", state: "failed", says: "invalid x-api-key", partly: false },
  { word: "402", state: "failed", says: "Your credit balance is too low", partly: false },
  { word: "403", state: "failed", says: "Your API key does not have permission", partly: false },
  { word: "404", state: "failed", says: "The simulator was told to find nothing.", partly: false },
  { word: "413", state: "failed", says: "Request exceeds the maximum size", partly: false },
  {
    word: "429 0",
    state: "failed",
    says: "This request would exceed your rate limit.",
    partly: false,
  },
  { word: "spend-limit", state: "failed", says: "limit", partly: false },
  { word: "overloaded", state: "failed", says: "Overloaded", partly: false },
  { word: "500", state: "failed", says: "Internal server error", partly: false },
  { word: "error-mid-stream", state: "failed", says: "Overloaded", partly: true },
  { word: "truncate", state: "incomplete", says: "", partly: true },
  { word: "end-early", state: "incomplete", says: "", partly: true },
  { word: "garbage", state: "failed", says: "", partly: true },
  { word: "page", state: "failed", says: "", partly: false },
];

describe("every fault of the far end", () => {
  const product = useProduct({ behind: "simulator" });
  const { screen } = product;

  // rows: 0.12
  test.each(FAULTS)("“$word” ends in a definite state, in words", async (fault) => {
    reportOnFailure(product);
    await product.startNew();
    await product.send(`/simulate ${fault.word}`);
    // Five tries with pauses of 0.5 s, 1 s, 2 s and 4 s are the longest way to an end.
    await screen.get("article", "Answer", 30_000);
    await product.settled(40_000);

    const { messages } = await product.newest();
    const last = messages.at(-1);
    const said = textOf(messages.at(-2)?.blocks ?? []);
    expect(said, "what was typed is what was sent").toBe(`/simulate ${fault.word}`);
    expect(["failed", "incomplete"], "it has ended, and not well").toContain(last?.state);
    expect(last?.failure?.message ?? "", "the words of the server").toContain(fault.says);
    const [answer = ""] = await product.answers();
    expect(answer, "the words of the server are shown").toContain(fault.says);
    expect(answer, "why it ended is shown").toContain(last?.failure?.message ?? "a reason");
    expect(answer, "there is something to do").toMatch(/Retry|Continue/);
    const running = await product.door.driver.executeScript<number>(
      () => document.querySelectorAll("[data-running], [aria-busy=true], .animate-spin").length,
    );
    expect(running, "nothing moves any more").toBe(0);

    const text = textOf(last?.blocks ?? []);
    expect(text.length > 0, "what had arrived is kept").toBe(fault.partly);
    if (text) {
      expect(text.indexOf(text.slice(0, 20), 1), "no text stands there twice").toBe(-1);
      expect(answer.split(firstWords(text)).length - 1, "it is shown once").toBeLessThanOrEqual(1);
    }
  });

  test.each(["stall", "silence"])("“%s” can be stopped at once", async (word) => {
    reportOnFailure(product);
    await product.startNew();
    await product.send(`/simulate ${word}`);
    await screen.get("button", "Stop");
    if (word === "stall") await product.answer("simulator");
    const begun = performance.now();
    await screen.click("button", "Stop");
    await screen.gone("button", "Stop");
    const took = performance.now() - begun;
    expect(took, "ms from the click to the end, with WebDriver's own time").toBeLessThan(1_500);
    await screen.shows("Incomplete");
    const { messages } = await product.newest();
    expect(messages.at(-1)?.state).toBe("incomplete");
  });
});

const textOf = (blocks: readonly { type: string; text?: string }[]): string =>
  blocks.map((block) => (block.type === "text" ? (block.text ?? "") : "")).join("");

const firstWords = (text: string): string =>
  text
    .replace(/[#*`|>]/g, "")
    .trim()
    .split("\n")[0] ?? "";
