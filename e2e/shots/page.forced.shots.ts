import { join } from "node:path";

import { Key } from "selenium-webdriver";
import { describe, test } from "vitest";

import { forceColors } from "../harness/devtools";
import { TARGET } from "../harness/programs";
import { MOD } from "../harness/screen";
import { useProduct } from "../scenarios/product";
import { Studio } from "./studio";

describe("where the system forces its colours, in a browser", () => {
  const product = useProduct();
  const { screen } = product;
  const studio = new Studio(product);

  const shoot = async (name: string) => {
    for (const ground of ["light", "dark"] as const) {
      await forceColors(product.door.driver, ground);
      await studio.capture(join(TARGET, "shots/page", `forced-${name}-${ground}.png`));
    }
  };

  test("chat, settings, usage, theme editor, templates, palette", async () => {
    await product.door.operation("model.list", { refresh: true });
    await product.send("/simulate thinking");
    await product.settled();
    await screen.press(Key.TAB);
    await shoot("conversation");
    await screen.click("button", "Context. …");
    await screen.get("button", "Close the context");
    await shoot("context");
    await screen.click("button", "Close the context");
    await screen.press(MOD, ",");
    for (const page of ["Chat", "Memory", "Appearance", "Data", "Usage & budget"]) {
      await screen.click("button", page);
      await screen.get("heading", page);
      await shoot(page.toLowerCase().replaceAll(/\W+/g, "-"));
    }
    await product.door.driver.executeScript(() =>
      document.getElementById("usage-days")?.scrollIntoView(),
    );
    await shoot("usage-days");
    await screen.press(MOD, Key.SHIFT, "k");
    await screen.shows("No templates yet");
    await shoot("templates");
    await screen.press(Key.ESCAPE);
    await screen.press(MOD, "k");
    await screen.get("combobox", "What to do");
    await shoot("palette");
  });
});
