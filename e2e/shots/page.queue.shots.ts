import { Key } from "selenium-webdriver";
import { describe, test } from "vitest";

import { useProduct } from "../scenarios/product";
import { Studio } from "./studio";

const LONG =
  "Start with the roots: a deep pot, loose soil, and a hole at the bottom so that no water stands. ".repeat(
    30,
  );

describe("while an answer arrives, in a browser", () => {
  const product = useProduct({ behind: "far-end" });
  const { screen } = product;
  const studio = new Studio(product);

  test("cards, one being edited, held back, narrow; a question aside", async () => {
    product.farEnd.answer = { text: LONG, piece: 2, every: 30 };
    await product.send("How do I plant a maple in a pot?");
    await product.answer("Start with");
    const field = await product.composer();
    for (const text of [
      "And what does it need in winter?",
      "Write it all down as a list for each month of the year, with what to do and what to buy",
    ]) {
      await field.sendKeys(text, Key.ENTER);
    }
    await field.sendKeys("Which pots");
    const cards = await screen.get("region", "Waiting to be sent");
    await studio.shoot("queue-cards");
    await (await screen.all("button", "Edit", cards))[0]?.click();
    await screen.get("textbox", "What waits to be sent");
    await studio.shoot("queue-editing");
    await screen.press(Key.ESCAPE);
    await screen.click("button", "Stop");
    await screen.shows("Held back");
    await studio.shoot("queue-held");
    await studio.size(720, 640);
    await studio.shoot("queue-held-narrow");
    await studio.size(1200, 800);
    product.farEnd.answer = { text: "About **40 litres** for a tree of two metres." };
    await screen.click("button", "Ask aside");
    await (await screen.get("textbox", "Question")).sendKeys("How large a pot?", Key.ENTER);
    await screen.shows("40 litres");
    await studio.shoot("aside");
    await studio.size(720, 640);
    await studio.shoot("aside-narrow");
  });
});
