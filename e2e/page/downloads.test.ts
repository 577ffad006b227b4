import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { devtools } from "../harness/devtools";
import { until } from "../harness/until";
import { askToExport, chatGptExport } from "../scenarios/histories";
import { reportOnFailure, useProduct } from "../scenarios/product";

// In the window the core writes files itself.
describe("keeping exports as files of the browser's own", () => {
  const product = useProduct({
    prepare: async (place) => {
      place.write("home/history.json", chatGptExport(12));
    },
  });
  const { screen } = product;

  test("everything and one conversation arrive whole", async () => {
    reportOnFailure(product);
    const { driver, place } = product.door;
    const folder = mkdtempSync(place.at("kept-"));
    await devtools(driver, "Browser.setDownloadBehavior", {
      behavior: "allow",
      downloadPath: folder,
    });
    // The browser keeps the place of a file with an empty one until it is whole.
    const arrived = (ending: string) =>
      until(`a file ending with ${ending}`, () => {
        const name = readdirSync(folder).find((it) => it.endsWith(ending));
        const content = name === undefined ? null : readFileSync(join(folder, name));
        return content && content.length > 0 ? content : null;
      });
    await product.go("/settings/data");
    const field = await screen.get("combobox", "File or folder");
    await field.sendKeys(place.at("home/history.json"));
    await screen.click("button", "Look at it");
    await screen.click("button", "Import 12 conversations");
    await screen.shows("12 conversations came in.");

    await screen.click("button", "Download");
    const zip = await arrived(".zip");
    expect(zip.subarray(0, 2).toString()).toBe("PK");
    expect(zip.includes("conversations.jsonl")).toBe(true);

    await askToExport(product, "Talk 11");
    await screen.click("button", "Download");
    const text = (await arrived(".md")).toString();
    expect(text).toContain("Answer 11");
  });
});
