import { Key } from "selenium-webdriver";
import { describe, test } from "vitest";

import { useProduct } from "../scenarios/product";
import { Studio } from "./studio";

describe("answers from the cache, material that waits, what is alike; in a browser", () => {
  const product = useProduct({
    behind: "far-end",
    prepare: async (place) => {
      place.write("files/planting notes.md", "# Maples\n\nA deep pot, loose soil.\n");
      place.write("files/prices.txt", "Pots: 40 l, 80 l\n");
    },
  });
  const { screen } = product;
  const studio = new Studio(product);

  test("the mark, what is known of it, the page of the cache, similar conversations, cards", async () => {
    const { door, farEnd } = product;
    await door.operation("model.list", { refresh: true });
    await screen.click("link", "Settings…");
    await screen.click("button", "Usage & budget");
    await studio.shoot("cache-off");
    await door.operation("settings.save", { answer_cache: true });
    await screen.shows("Nothing is kept now.");
    await studio.shoot("cache-empty");
    farEnd.answer = {
      text: "A deep pot with a hole at its bottom, and **loose soil** around the roots.",
    };
    for (const words of [
      "How do I plant a maple in a pot?",
      "Which soil does a maple in a pot need?",
      "How large a pot does a maple of two metres need?",
      "How do I plant a maple in a pot?",
    ]) {
      await product.startNew();
      await product.send(words);
      await product.answer("loose soil");
      await product.settled();
    }
    await screen.shows("From the cache, nothing was spent");
    await screen.click("button", "About this answer");
    await screen.shows("from memory, nobody was asked");
    await studio.shoot("cache-mark");
    await screen.press(Key.ESCAPE);
    await screen.click("button", "Similar conversations");
    await screen.shows("Both speak of");
    await studio.shoot("similar");
    await studio.size(720, 640);
    await studio.shoot("similar-narrow");
    await studio.size(1200, 800);
    await screen.press(Key.ESCAPE);
    farEnd.answer = { text: "Start with the roots. ".repeat(200), piece: 2, every: 30 };
    await product.startNew();
    await product.send("Tell me all about maples");
    await product.answer("Start with");
    await product.choose("planting notes.md", "prices.txt");
    await screen.get("button", "Remove prices.txt");
    await (await product.composer()).sendKeys("Do these notes say enough?", Key.ENTER);
    await screen.get("region", "Waiting to be sent");
    await screen.gone("button", "Remove prices.txt");
    await studio.shoot("queue-material");
    await screen.click("button", "Stop");
    await screen.click("link", "Settings…");
    await screen.click("button", "Usage & budget");
    await screen.get("button", "Empty the cache");
    await door.driver.executeScript(() =>
      document.getElementById("answer-cache")?.scrollIntoView(),
    );
    await studio.shoot("cache-full");
    await studio.size(720, 640);
    await studio.shoot("cache-full-narrow");
  });
});
