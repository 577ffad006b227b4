import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { Key } from "selenium-webdriver";
import { describe, test } from "vitest";

import { chatGptExport } from "../scenarios/histories";
import { useProduct } from "../scenarios/product";
import { Studio } from "./studio";

describe("the folder mirror, in a browser", () => {
  const product = useProduct({
    prepare: async ({ root }) => {
      mkdirSync(join(root, "home/Talks"), { recursive: true });
      writeFileSync(join(root, "home/conversations.json"), chatGptExport(8));
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
    await driver.executeScript(() => {
      location.hash = "#/settings/data";
    });
    const history = await screen.get("combobox", "File or folder");
    await history.sendKeys("~/conversations.json", Key.ENTER);
    await screen.click("button", "Import 8 conversations");
    await screen.shows("8 conversations came in.");
    await show();
    await studio.shoot("mirror-off");
    const field = await screen.get("combobox", "Folder for the files");
    await field.sendKeys("~/Talks", Key.ENTER);
    await screen.get("dialog", "Write every conversation to this folder?");
    await studio.shoot("mirror-question");
    await screen.click("button", "Write the files");
    await screen.shows("8 files are there, and none is behind.");
    await screen.click("button", "Check every file");
    await screen.shows("Every file is as it should be");
    await show();
    await studio.shoot("mirror-on");
    rmSync(join(place.root, "home/Talks"), { recursive: true });
    await screen.click("button", "Check every file");
    await screen.shows("there is no folder");
    await show();
    await studio.shoot("mirror-gone");
    await studio.size(720, 640);
    await show();
    await studio.shoot("mirror-narrow");
  });
});
