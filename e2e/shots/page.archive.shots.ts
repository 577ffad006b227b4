import { describe, test } from "vitest";

import { askToExport, chatGptExport, lookAtHistory } from "../scenarios/histories";
import { useProduct } from "../scenarios/product";
import { Studio } from "./studio";

describe("what is taken in and out, in a browser", () => {
  const product = useProduct({
    prepare: async (place) => {
      place.write("home/Downloads/conversations.json", chatGptExport(40).slice(0, -20));
      place.write("home/Downloads/notes.txt", "Dear diary");
    },
  });
  const { screen } = product;
  const studio = new Studio(product);

  test("empty, refused, the report, imported, narrow; the export of one", async () => {
    await product.go("/settings/data");
    await screen.shows("Nothing was imported yet.");
    await studio.shoot("data-empty");
    await lookAtHistory(product, "Downloads/notes.txt");
    await screen.shows("holds no JSON");
    await studio.shoot("data-refused");
    await lookAtHistory(product, "Downloads/conversations.json");
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
    await askToExport(product, "Talk 38");
    await studio.shoot("export-dialog");
  });
});
