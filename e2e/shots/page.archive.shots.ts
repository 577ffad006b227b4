import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { Key } from "selenium-webdriver";
import { describe, test } from "vitest";

import { chatGptExport } from "../scenarios/histories";
import { useProduct } from "../scenarios/product";
import { Studio } from "./studio";

describe("what is taken in and out, in a browser", () => {
  const product = useProduct({
    prepare: async ({ root }) => {
      mkdirSync(join(root, "home/Downloads"), { recursive: true });
      const cut = chatGptExport(40).slice(0, -20);
      writeFileSync(join(root, "home/Downloads/conversations.json"), cut);
      writeFileSync(join(root, "home/Downloads/notes.txt"), "Dear diary");
    },
  });
  const { screen } = product;
  const studio = new Studio(product);

  test("empty, refused, the report, imported, narrow; the export of one", async () => {
    await product.door.driver.executeScript(() => {
      location.hash = "#/settings/data";
    });
    await screen.shows("Nothing was imported yet.");
    await studio.shoot("data-empty");
    const field = await screen.get("combobox", "File or folder");
    await field.sendKeys("~/Downloads/notes.txt", Key.ENTER);
    await screen.shows("holds no JSON");
    await studio.shoot("data-refused");
    await field.clear();
    await field.sendKeys("~/Downloads/conversations.json", Key.ENTER);
    await screen.shows("What differs");
    await studio.shoot("data-report");
    await screen.click("button", "Import 39 conversations");
    await screen.shows("39 conversations came in.");
    await studio.shoot("data-imported");
    await studio.size(720, 640);
    await studio.shoot("data-narrow");
    await studio.size(1200, 800);
    for (const part of ["backups", "recovery"]) {
      await product.door.operation("backup.create", {});
      await product.door.driver.executeScript((id: string) => {
        document.getElementById(id)?.scrollIntoView({ block: "start" });
      }, part);
      await studio.shoot(`data-${part}`);
    }
    await screen.click("button", "Remove everything…");
    await studio.shoot("data-reset");
    await screen.click("button", "Keep everything");
    await screen.click("link", "Talk 38");
    const row = await screen.get("link", "Talk 38");
    await product.door.driver.actions().move({ origin: row }).perform();
    await screen.click("button", "More about “Talk 38”");
    await screen.click("menuitem", "Export…");
    await screen.get("dialog", "Export this conversation");
    await studio.shoot("export-dialog");
  });
});
