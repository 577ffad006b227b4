import { Key } from "selenium-webdriver";
import { describe, test } from "vitest";

import { MOD } from "../harness/screen";
import { useProduct } from "../scenarios/product";
import { fillSidebar, Studio, WIDTHS } from "./studio";

describe("German, in a browser", () => {
  const product = useProduct({ behind: "simulator" });
  const { screen } = product;
  const studio = new Studio(product);

  test("a conversation, the settings, the palette, the first steps", async () => {
    await fillSidebar(product);
    await product.send("Show everything");
    await product.settled();
    await product.door.operation("settings.save", { language: "de" });
    await screen.get("textbox", "Nachricht");
    for (const [name, width] of WIDTHS) {
      await studio.size(width);
      await studio.shoot(`de-chat${name}`);
      for (const page of PAGES) {
        await product.go(`/settings/${page}`);
        await screen.get("heading");
        await studio.shoot(`de-settings-${page}${name}`);
      }
      await product.go("/");
      await studio.shoot(`de-new${name}`);
      await screen.press(MOD, "k");
      await studio.shoot(`de-palette${name}`);
      await screen.press(Key.ESCAPE);
      await screen.press(MOD, "/");
      await studio.shoot(`de-shortcuts${name}`);
      await screen.press(Key.ESCAPE);
    }
    await product.door.operation("settings.save", { onboarded: false });
    await screen.get("heading", "Willkommen bei Atelier");
    await studio.shoot("de-welcome-narrow");
    await studio.size(1180);
    await studio.shoot("de-welcome");
  });
});

const PAGES = ["general", "account", "chat", "data", "usage", "appearance", "diagnostics"];
