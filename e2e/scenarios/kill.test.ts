import { describe, expect, test } from "vitest";

import { reportOnFailure, useProduct } from "./product";

/** Numbered words, so that what is missing can be named. */
const TEXT = Array.from({ length: 400 }, (_, index) => `w${index} `).join("");

describe("a kill in the middle of an answer", () => {
  const product = useProduct({ behind: "far-end" });
  const { screen } = product;

  test.each([1, 2, 3])("loses nothing that was shown 50 ms before (run %i)", async (run) => {
    reportOnFailure(product);
    product.farEnd.answer = { text: TEXT, piece: 5, every: 10 };
    await product.startNew();
    await product.send(`Count, please (${run})`);
    const shown = await product.answer(`w${20 + run * 15} `);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await product.door.kill();

    product.farEnd.answer = { text: "And on it goes." };
    await product.door.start();
    await screen.click("link", `Count, please (${run})…`);
    await product.answer("Incomplete");
    const [kept = ""] = await product.answers();
    const words = (text: string) => text.match(/w\d+(?= )/g)?.map(String) ?? [];
    const missing = words(shown).filter((word) => !words(kept).includes(word));
    expect(missing, "words that were shown and are gone").toEqual([]);
    expect(words(kept).length, "some had been shown").toBeGreaterThan(20);
    expect(kept).toContain("Incomplete");
    const { messages } = await product.newest();
    expect(messages.at(-1)?.state).toBe("incomplete");

    await screen.click("button", "Continue");
    await product.answer("And on it goes.");
  });
});
