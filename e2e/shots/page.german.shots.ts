import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { By, Key } from "selenium-webdriver";
import { describe, test } from "vitest";

import { png } from "../harness/png";
import { MOD } from "../harness/screen";
import { chatGptExport } from "../scenarios/histories";
import { useProduct } from "../scenarios/product";
import { fillSidebar, Studio } from "./studio";

const WIDTHS = [
  ["", 1180],
  ["-narrow", 720],
] as const;

describe("what surrounds a conversation in German, in a browser", () => {
  let files = "";
  const product = useProduct({
    prepare: async ({ root }) => {
      files = join(root, "files");
      mkdirSync(files, { recursive: true });
      writeFileSync(join(files, "Abend.png"), png(640, 400));
      writeFileSync(join(files, "kaputt.png"), Buffer.from("\x89PNG\r\n\x1a\nno", "latin1"));
      mkdirSync(join(root, "home/project/src"), { recursive: true });
      writeFileSync(join(root, "home/project/src/words.rs"), "fn words() -> usize {\n    0\n}\n");
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

  test("the notebook, a block applied to a file, attachments", async () => {
    await product.door.operation("settings.save", { language: "en" });
    await go("#/");
    await product.composer();
    await screen.click("switch", "Math notebook…");
    for (const word of ["game", "trajectory"]) {
      await product.door.operation("settings.save", { language: "en" });
      await product.startNew();
      await product.send(`/simulate math ${word}`);
      await product.settled();
      await product.door.operation("settings.save", { language: "de" });
      await screen.get("textbox", "Nachricht");
      await shoot(`notebook-${word}`);
    }
    await product.door.operation("settings.save", { language: "en" });
    await product.startNew();
    await product.send("/simulate thinking");
    await product.settled();
    await product.door.operation("settings.save", { language: "de" });
    await screen.click("button", "Auf eine Datei anwenden");
    const path = await screen.get("combobox", "Ordner Ihres Projekts öffnen");
    await path.sendKeys("~/project", Key.ENTER);
    await screen.get("combobox", "Datei");
    await shoot("apply");
    await (await screen.get("combobox", "Datei")).sendKeys("words", Key.ENTER);
    await screen.get("region", "Änderungen an src/words.rs");
    await shoot("apply-difference");
    await screen.press(Key.ESCAPE);
    await screen.gone("dialog");
    const input = await product.door.driver.findElement(By.css("input[type=file]"));
    await input.sendKeys([join(files, "Abend.png"), join(files, "kaputt.png")].join("\n"));
    await screen.get("button", "kaputt.png verwerfen");
    await shoot("attachments");
  });
});
