import { Key } from "selenium-webdriver";
import { describe, test } from "vitest";

import { readingSession, takeInHistory } from "../scenarios/histories";
import { useProduct } from "../scenarios/product";
import { Studio } from "./studio";

describe("the detail of answers, in a browser", () => {
  const product = useProduct({
    behind: "simulator",
    prepare: async (place) => {
      place.write("home/Downloads/reading.json", readingSession());
    },
  });
  const { screen } = product;
  const studio = new Studio(product);

  test("summary, folded and everything; a run of like calls", async () => {
    await product.composer();
    await studio.size(1200, 900);
    await screen.click("switch", "Math notebook…");
    await screen.shows("Math notebook +");
    await product.startNew();
    await product.send("/simulate math");
    await product.settled();
    await studio.shoot("detail-normal");
    await screen.click("button", "Detail of answers…");
    await studio.shoot("detail-menu");
    await screen.click("menuitem", "Summary…");
    await screen.get("button", "1 step…");
    await studio.shoot("detail-summary");
    await screen.press(Key.CONTROL, "o");
    await screen.press(Key.CONTROL, "o");
    await screen.shows("row_payoffs");
    await studio.shoot("detail-everything");
    await screen.click("link", "Settings…");
    await screen.click("button", "Chat");
    await screen.get("combobox", "Detail of answers");
    await studio.shoot("settings-detail");
    await product.door.operation("settings.save", { transcript: "normal" });
    await takeInHistory(product, "Downloads/reading.json", 1);
    await screen.click("link", "Where is the greeting written?");
    await screen.shows("Paragraph 59");
    await product.door.driver.executeScript(() => {
      const list = document.querySelector("[data-messages]");
      list?.dispatchEvent(new WheelEvent("wheel", { deltaY: -100, bubbles: true }));
      list?.scrollTo(0, 0);
    });
    await screen.get("button", "Read 4 files");
    await studio.shoot("detail-run");
    await screen.click("button", "Read 4 files");
    await studio.shoot("detail-run-open");
  });
});

describe("what was sent, in a browser", () => {
  const product = useProduct({
    behind: "far-end",
    prepare: async (place) => {
      place.write("files/notes.md", "# Notes\n\nThe tide turns at noon.\n");
    },
  });
  const { screen } = product;
  const studio = new Studio(product);

  test("of an answer, wide and narrow, and where it is not recorded", async () => {
    await product.door.operation("settings.save", { instructions: "Be brief." });
    await product.startNew();
    await product.choose("notes.md");
    await product.send("When does the tide turn?");
    await product.settled();
    await screen.click("button", "About this answer");
    await screen.get("button", "What was sent");
    await studio.shoot("sent-button");
    await screen.click("button", "What was sent");
    await screen.shows("the key, which is not shown");
    await studio.shoot("sent");
    await product.door.driver.executeScript(() => {
      for (const part of document.querySelectorAll("dialog details")) part.setAttribute("open", "");
      document.querySelector("dialog details")?.scrollIntoView();
    });
    await studio.shoot("sent-parts");
    await studio.size(720, 640);
    await studio.shoot("sent-narrow");
  });
});
