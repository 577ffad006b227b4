import { Key } from "selenium-webdriver";
import { describe, expect, test } from "vitest";

import { until } from "../harness/until";
import { reportOnFailure, useProduct } from "./product";

const BODY =
  "Summarise for {{reader}} in {{words: number = 50}} words, {{tone: choice(dry, warm) = dry}}.";

describe("templates", () => {
  const product = useProduct({ behind: "simulator" });
  const { screen } = product;
  const written = async () => (await product.composer()).getAttribute("value");

  // rows: 3.160
  test("one is written in the library, and refused where its text is wrong", async () => {
    reportOnFailure(product);
    const field = await product.composer();
    await field.click();
    await screen.type("/");
    await screen.click("button", "Template library");
    await screen.click("button", "New template");
    await screen.fill("Name", "Summary");
    await screen.fill("Text", "{{reader: nobody}}");
    await screen.shows("Line 1, character");
    await screen.fill("Text", BODY);
    await screen.shows("Asks for reader (text), words (number), and tone (choice).");
    await screen.fill("Tags (optional)", "reading");
    await screen.click("button", "Save");
    await screen.get("button", "Use: Summary");
    await screen.press(Key.ESCAPE);
    await screen.gone("dialog");
  });

  // rows: 3.160, 3.161
  test("a slash finds it, a form fills it in, and it stands in the composer to be sent", async () => {
    reportOnFailure(product);
    const field = await product.composer();
    await field.clear();
    await field.click();
    await screen.type("/summ");
    await screen.get("option", "Summary…");
    await screen.press(Key.ENTER);
    await screen.get("dialog", "Summary");
    await screen.fill("Reader", "a child");
    await screen.press(Key.ENTER);
    await until(
      "it is filled in",
      async () => (await written()) === "Summarise for a child in 50 words, dry.",
    );
    expect((await screen.focus()).name).toBe("Message");
    const [kept] = await product.door.operation("template.list", {});
    expect(kept?.uses).toBe(1);
    await screen.press(Key.ENTER);
    await product.settled();
    const { messages } = await product.newest();
    expect(messages[0]?.blocks[0]).toMatchObject({
      text: "Summarise for a child in 50 words, dry.",
    });
  });

  // rows: 3.162
  test("what it was can be seen, compared and taken up again", async () => {
    reportOnFailure(product);
    const [kept] = await product.door.operation("template.list", {});
    if (!kept) throw new Error("there is no template");
    const { id, name } = kept;
    await product.door.operation("template.save", { id, name, body: "Other words" });
    await screen.press(Key.CONTROL, Key.SHIFT, "k");
    await screen.click("button", "2 versions: Summary");
    await screen.shows("Other words");
    await screen.click("button", "Take up version 1 again");
    await until("it is back", async () => {
      const [now] = await product.door.operation("template.list", {});
      return now?.version === 3 && now.body === BODY;
    });
    await screen.press(Key.ESCAPE);
    await screen.press(Key.ESCAPE);
    await screen.gone("dialog");
  });
});
