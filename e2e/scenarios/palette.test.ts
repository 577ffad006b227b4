import { Key } from "selenium-webdriver";
import { describe, expect, test } from "vitest";

import { MOD } from "../harness/screen";
import { until } from "../harness/until";
import { reportOnFailure, useProduct } from "./product";

describe("the command palette", () => {
  const product = useProduct({ behind: "simulator" });
  const { screen } = product;

  const look = async (query: string) => {
    await screen.press(MOD, "k");
    await screen.get("combobox", "What to do");
    await screen.type(query);
  };
  /** Presses Enter once the first thing found is the one that is meant. */
  const take = async (title: string) => {
    await until(`“${title}” comes first`, async () => {
      const [first] = await screen.all("option", `${title}…`);
      return (await first?.getAttribute("aria-selected")) === "true";
    });
    await screen.press(Key.ENTER);
    await screen.gone("combobox", "What to do");
  };

  test("opens conversations, by their titles and by what was said in them", async () => {
    reportOnFailure(product);
    await product.send("A tale of aubergines");
    await product.settled();
    const { id } = await product.newest();
    await product.door.operation("conversation.rename", { id, title: "Recipes" });
    await product.startNew();
    await look("recip");
    await take("Recipes");
    await screen.get("article", "You said");
    await product.startNew();
    await until("it can be found", async () => {
      const { conversations } = await product.door.operation("search.find", {
        query: "aubergines",
      });
      return conversations.length > 0;
    });
    await look("aubergines");
    await take("Recipes");
    await screen.get("article", "You said");
  });

  test("does what the screen can do, and goes to any setting", async () => {
    reportOnFailure(product);
    await look("hide sidebar");
    await take("Show or hide the sidebar");
    await screen.gone("region", "Sidebar");
    await look("show sidebar");
    await take("Show or hide the sidebar");
    await screen.get("region", "Sidebar");
    await look("longest message");
    await take("Longest message");
    await screen.get("heading", "Chat");
    await look("appearance dark");
    await take("Appearance: dark");
    await until("it is dark", () =>
      product.door.driver.executeScript(() => document.documentElement.dataset["theme"] === "dark"),
    );
  });

  test("asks for what an operation needs, shows what came of it, and confirms first", async () => {
    reportOnFailure(product);
    await look("conversation: rename");
    await take("Conversation: rename");
    await screen.get("dialog", "Conversation: rename");
    await screen.fill("Title", "By the palette");
    await screen.click("combobox", "Conversation");
    await screen.type("Recipes");
    await screen.press(Key.ENTER);
    await screen.click("button", "Run");
    await screen.shows("Done");
    await screen.press(Key.ESCAPE);
    expect((await product.newest()).title).toBe("By the palette");

    await look("pattern: forget all");
    await take("Pattern: forget all");
    await screen.get("button", "Yes, do it");
    expect((await screen.focus()).name, "the safe answer has the focus").toBe("Cancel");
    await screen.press(Key.ESCAPE);
    await screen.gone("dialog");
  });

  test("its keys can be others, and are kept by the core", async () => {
    reportOnFailure(product);
    await screen.press(MOD, ",");
    await screen.click("button", "Shortcuts");
    await screen.click("button", "Change: Command palette");
    await screen.get("dialog", "Keys for “Command palette”");
    await screen.press(MOD, "j");
    await screen.gone("dialog");
    await until("the core keeps it", async () => {
      const { shortcuts } = await product.door.operation("settings.get", {});
      return shortcuts["palette.open"]?.[0] === "Mod+J";
    });
    await screen.press(MOD, "j");
    await screen.get("combobox", "What to do");
    await screen.press(Key.ESCAPE);
    await screen.gone("combobox", "What to do");
    await screen.click("button", "Reset all shortcuts");
    await until("it is as it was", async () => {
      const { shortcuts } = await product.door.operation("settings.get", {});
      return Object.keys(shortcuts).length === 0;
    });
  });
});
