import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { Key } from "selenium-webdriver";
import { describe, test } from "vitest";

import { MOD } from "../harness/screen";
import { chatGptExport } from "../scenarios/histories";
import { useProduct } from "../scenarios/product";
import { fillSidebar, Studio } from "./studio";

const WIDTHS = [
  ["", 1180],
  ["-narrow", 720],
] as const;

describe("what surrounds a conversation in German, in a browser", () => {
  const product = useProduct({
    prepare: async ({ root }) => {
      mkdirSync(join(root, "home/Downloads"), { recursive: true });
      writeFileSync(
        join(root, "home/Downloads/conversations.json"),
        chatGptExport(40).slice(0, -20),
      );
    },
  });
  const { screen } = product;
  const studio = new Studio(product);

  const go = (to: string) =>
    product.door.driver.executeScript((hash: string) => {
      location.hash = hash;
    }, to);
  const shoot = async (name: string) => {
    for (const [suffix, width] of WIDTHS) {
      await studio.size(width);
      await studio.shoot(`german-${name}${suffix}`);
    }
    await studio.size(1180);
  };

  test("lists and finding", async () => {
    await fillSidebar(product);
    await product.send("How do I keep bread?");
    await product.settled();
    await product.door.operation("settings.save", { language: "de" });
    await screen.get("textbox", "Nachricht");
    await go("#/search/bread");
    await screen.get("heading", "Suchen");
    await shoot("search");
    await go("#/");
    await screen.click("button", "Papierkorb");
    await shoot("trash");
    await go("#/");
  });

  test("templates", async () => {
    const body = "Fasse {{text: multiline}} in {{words: number = 100}} Wörtern zusammen.";
    const { id } = await product.door.operation("template.save", {
      name: "Zusammenfassen",
      body,
      tags: ["Arbeit"],
    });
    await product.door.operation("template.save", {
      id,
      name: "Zusammenfassen",
      body: `${body} Kurz.`,
      tags: ["Arbeit"],
    });
    await screen.press(MOD, Key.SHIFT, "k");
    await screen.get("button", "Verwenden: Zusammenfassen");
    await shoot("templates");
    await screen.click("button", "Bearbeiten: Zusammenfassen");
    await screen.shows("Fragt nach");
    await shoot("template");
    await screen.press(Key.ESCAPE);
    await screen.click("button", "2 Versionen: Zusammenfassen");
    await screen.get("button", "Version 1 wieder aufnehmen");
    await shoot("template-versions");
    await screen.press(Key.ESCAPE);
    await screen.press(Key.ESCAPE);
    await screen.gone("dialog");
  });

  test("themes", async () => {
    await go("#/settings/appearance");
    await screen.click("button", "Neues Design");
    await screen.get("textbox", "Wert von text");
    await shoot("theme-editor");
    await screen.press(Key.ESCAPE);
    await screen.click("button", "Galerie");
    await screen.shows("Dort liegt noch kein Design");
    await shoot("gallery");
    await screen.press(Key.ESCAPE);
  });

  test("data and usage", async () => {
    await go("#/settings/data");
    const field = await screen.get("combobox", "Datei oder Ordner");
    await field.sendKeys("~/Downloads/conversations.json", Key.ENTER);
    await screen.shows("Was anders wird");
    await shoot("data-report");
    await product.door.operation("backup.create", {});
    for (const part of ["backups", "recovery"]) {
      await product.door.driver.executeScript((it: string) => {
        document.getElementById(it)?.scrollIntoView({ block: "start" });
      }, part);
      await shoot(`data-${part}`);
    }
    await screen.click("button", "Alles entfernen…");
    await shoot("data-reset");
    await screen.click("button", "Alles behalten");
    await go("#/settings/usage");
    await screen.get("heading", "Budgets");
    await shoot("usage");
  });
});
