import { mkdirSync, rmSync } from "node:fs";

import { describe, test } from "vitest";

import { askToMirror, chatGptExport, takeInHistory } from "../scenarios/histories";
import { useProduct } from "../scenarios/product";
import { Studio } from "./studio";

describe("the folder mirror, in a browser", () => {
  const product = useProduct({
    prepare: async (place) => {
      mkdirSync(place.at("home/Talks"));
      place.write("home/conversations.json", chatGptExport(8));
    },
  });
  const { screen } = product;
  const studio = new Studio(product);

  test("off, the question, on, the folder gone, narrow", async () => {
    const { driver, place } = product.door;
    const show = () =>
      driver.executeScript(() => {
        document.getElementById("mirror")?.scrollIntoView({ block: "start" });
      });
    await takeInHistory(product, "conversations.json", 8);
    await show();
    await studio.shoot("mirror-off");
    await askToMirror(product, "Talks");
    await studio.shoot("mirror-question");
    await screen.click("button", "Write the files");
    await screen.shows("8 files are there, and none is behind.");
    await screen.click("button", "Check every file");
    await screen.shows("Every file is as it should be");
    await show();
    await studio.shoot("mirror-on");
    rmSync(place.at("home/Talks"), { recursive: true });
    await screen.click("button", "Check every file");
    await screen.shows("there is no folder");
    await show();
    await studio.shoot("mirror-gone");
    await studio.size(720, 640);
    await show();
    await studio.shoot("mirror-narrow");
  });
});
