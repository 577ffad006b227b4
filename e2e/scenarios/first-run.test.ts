import { describe, expect, test } from "vitest";

import { reportOnFailure, useProduct } from "./product";

describe("the first minute", () => {
  const product = useProduct({ behind: "settings", start: "first-run", keychain: "none" });
  const { screen } = product;

  // rows: 1.67, 2.58, 3.008
  test("goes from nothing to a simulated answer without a key, and says that it is simulated", async () => {
    reportOnFailure(product);
    await screen.get("heading", "Welcome to Atelier", 30_000);
    await screen.click("button", "Continue");
    await screen.get("heading", "Your API key");
    await screen.click("button", "Look around first");
    await screen.shows("Answers will be simulated.");
    await screen.click("button", "Look around");
    await product.composer();
    await screen.shows("Answers are simulated");
    await screen.shows("Conversations are only in memory");

    await product.send("What is a *good* workbench?");
    const answer = await product.answer("Begin a message with /simulate help");
    expect(answer).toContain("Simulated answer");
    await product.settled();
  });

  test("shows the answer's Markdown as elements, none of it as signs", async () => {
    reportOnFailure(product);
    const article = await screen.get("article", "Answer");
    const shapes = await product.door.driver.executeScript<Record<string, number>>(
      (root: Element) =>
        Object.fromEntries(
          ["h3", "table", "pre code", "ol li", "blockquote", "strong", "input[type=checkbox]"].map(
            (selector) => [selector, root.querySelectorAll(selector).length],
          ),
        ),
      article,
    );
    for (const [selector, count] of Object.entries(shapes)) {
      expect(count, `elements ${selector}`).toBeGreaterThan(0);
    }
    const text = await screen.textOf(article);
    expect(text, "no table signs are left").not.toContain("| --- |");
    expect(text, "no fence is left").not.toContain("```");
  });

  test("gives the conversation a title, and the sidebar lists it", async () => {
    reportOnFailure(product);
    await screen.get("link", "What is a good workbench?");
    await screen.get("heading", "What is a good workbench?");
    const { title } = await product.newest();
    expect(title).toBe("What is a good workbench?");
  });
});
