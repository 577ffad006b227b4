import { Key } from "selenium-webdriver";
import { describe, expect, test } from "vitest";

import { MOD } from "../harness/screen";
import { until } from "../harness/until";
import { reportOnFailure, useProduct } from "./product";

const NAME = "The name I gave it";

describe("a conversation", () => {
  const product = useProduct({ behind: "simulator" });
  const { screen } = product;

  // rows: 0.04, 1.67
  test("is stopped in the middle, keeps what arrived and offers to go on", async () => {
    reportOnFailure(product);
    await product.send("/simulate drip");
    await product.answer("This is the simulator");
    await screen.click("button", "Stop");
    await screen.shows("Incomplete");
    const { messages } = await product.newest();
    expect(messages.at(-1)?.state).toBe("incomplete");
    expect(messages.at(-1)?.blocks.length).toBeGreaterThan(0);
    await screen.click("button", "Continue");
    await product.answer("Begin a message with /simulate help", 60_000);
    await product.settled();
    expect((await product.newest()).messages.at(-1)?.state).toBe("complete");
  });

  test("is answered again on request, and shows the new answer in place of the old", async () => {
    reportOnFailure(product);
    const before = await product.newest();
    await screen.click("button", "Answer again");
    const replaced = async () => {
      const { messages } = await product.newest();
      const last = messages.at(-1);
      return last?.id !== before.messages.at(-1)?.id && last?.state === "complete";
    };
    await until("another answer stands in its place", replaced);
    const after = await product.newest();
    expect(after.messages.length).toBe(before.messages.length);
    await product.settled();
  });

  test("is renamed, and keeps the name", async () => {
    reportOnFailure(product);
    await product.openMenu((await product.newest()).title);
    await screen.click("menuitem", "Rename…");
    await screen.get("textbox", "Title of the conversation");
    await screen.press(MOD, "a");
    await screen.type(NAME);
    await screen.press(Key.ENTER);
    await screen.get("link", NAME);
    await screen.get("heading", NAME);
    await product.send("One more");
    await product.answer("Begin a message with /simulate help");
    await product.settled();
    expect((await product.newest()).title).toBe(NAME);
  });

  test("is moved to the trash, taken back at once, and restored from the trash later", async () => {
    reportOnFailure(product);
    await product.openMenu(NAME);
    await screen.click("menuitem", "Delete…");
    await screen.gone("link", NAME);
    await screen.click("button", "Undo");
    await screen.get("link", NAME);

    await product.openMenu(NAME);
    await screen.click("menuitem", "Delete…");
    await screen.gone("link", NAME);
    await screen.click("button", "Trash");
    await screen.get("link", NAME);
    await screen.pointAt(await screen.get("link", NAME));
    await screen.click("button", `Restore “${NAME}”`);
    await screen.click("button", "Trash");
    await screen.get("link", NAME);
    expect((await product.newest()).title).toBe(NAME);
  });

  test("keeps a draft for each conversation", async () => {
    reportOnFailure(product);
    await screen.click("link", NAME);
    const field = await product.composer();
    await field.sendKeys("half a thought");
    await screen.press(MOD, "n");
    await until("an empty composer", async () => {
      const composer = await product.composer();
      return (await composer.getAttribute("value")) === "";
    });
    await (await product.composer()).sendKeys("another one");
    await screen.click("link", NAME);
    await until("the draft is back", async () => {
      const composer = await product.composer();
      return (await composer.getAttribute("value")) === "half a thought";
    });
  });
});
