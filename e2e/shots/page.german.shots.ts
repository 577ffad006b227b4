import { Key } from "selenium-webdriver";
import { describe, test } from "vitest";

import { NOT_A_PNG, png } from "../harness/png";
import { MOD } from "../harness/screen";
import { chatGptExport } from "../scenarios/histories";
import { keepTwoVersions } from "../scenarios/kept-templates";
import { useProduct } from "../scenarios/product";
import { fillSidebar, Studio } from "./studio";

describe("what surrounds a conversation in German, in a browser", () => {
  const product = useProduct({
    prepare: async (place) => {
      place.write("files/Abend.png", png(640, 400));
      place.write("files/kaputt.png", NOT_A_PNG);
      place.write("home/project/src/words.rs", "fn words() -> usize {\n    0\n}\n");
      place.write("home/Downloads/conversations.json", chatGptExport(40).slice(0, -20));
    },
  });
  const { screen } = product;
  const studio = new Studio(product);

  const shoot = (name: string) => studio.shootWideAndNarrow(`german-${name}`);

  test("lists and finding", async () => {
    await fillSidebar(product);
    await product.send("How do I keep bread?");
    await product.settled();
    await product.door.operation("settings.save", { language: "de" });
    await screen.get("textbox", "Nachricht");
    await product.go("/search/bread");
    await screen.get("heading", "Suchen");
    await shoot("search");
    await product.go("/");
    await screen.click("button", "Papierkorb");
    await shoot("trash");
    await product.go("/");
  });

  test("templates", async () => {
    const body = "Fasse {{text: multiline}} in {{words: number = 100}} Wörtern zusammen.";
    await keepTwoVersions(product, { name: "Zusammenfassen", body, tags: ["Arbeit"] }, " Kurz.");
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
    await product.go("/settings/appearance");
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
    await product.go("/settings/data");
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
    await product.go("/settings/usage");
    await screen.get("heading", "Budgets");
    await shoot("usage");
  });

  test("the notebook, a block applied to a file, attachments", async () => {
    await product.door.operation("settings.save", { language: "en" });
    await product.go("/");
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
    await product.choose("Abend.png", "kaputt.png");
    await screen.get("button", "kaputt.png verwerfen");
    await shoot("attachments");
  });
});
