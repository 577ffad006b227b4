import { Key } from "selenium-webdriver";
import { describe, expect, test } from "vitest";

import { run } from "../harness/child";
import { programPath } from "../harness/programs";
import { until } from "../harness/until";
import { Display, KEYSYM } from "../harness/x11";
import { reportOnFailure, useProduct } from "../scenarios/product";

const TEXT = "Summarise this in one line.";

describe("the desktop around the window", () => {
  const product = useProduct({ behind: "simulator" });
  const { screen } = product;

  const atelier = (...args: readonly string[]) =>
    run(programPath("atelier"), args, { env: product.door.env });
  const windows = () => product.door.driver.getAllWindowHandles();
  const another = async (main: string, within = 15_000) =>
    until("another window", async () => (await windows()).find((it) => it !== main), within);
  const closed = (window: string) =>
    until("the window is closed", async () => !(await windows()).includes(window));
  const switchTo = (handle: string) => product.door.driver.switchTo().window(handle);

  test("a link brings a text, which is read before it is taken and never sent", async () => {
    reportOnFailure(product);
    await product.composer();
    await atelier("open", `atelier://new?text=${encodeURIComponent(TEXT)}`);
    await screen.get("dialog", "A link wants to begin a conversation");
    await screen.shows(TEXT);
    await screen.click("button", "Throw it away");
    await screen.gone("dialog");
    const empty = await product.composer();
    expect(await empty.getAttribute("value")).toBe("");

    await atelier("open", `atelier://new?text=${encodeURIComponent(TEXT)}`);
    await screen.click("button", "Put into the composer");
    await until("the text is in the composer", async () => {
      const field = await product.composer();
      return (await field.getAttribute("value")) === TEXT;
    });
    const { items } = await product.door.operation("conversation.list", {});
    expect(items, "nothing was begun").toEqual([]);
  });

  test("a link leads to the settings", async () => {
    reportOnFailure(product);
    await atelier("open", "atelier://settings/files");
    await screen.get("heading", "Open folders");
  });

  test("a folder is chosen in the system’s own dialog, which is this window’s alone", async () => {
    reportOnFailure(product);
    const display = await Display.open(product.door.env["DISPLAY"] ?? "");
    try {
      await screen.click("button", "Open a folder…");
      const dialog = await until("the dialog of the system", async () => {
        const [found] = await display.windowsNamed("Open a folder");
        return found;
      });
      await display.askToClose(dialog);
      await until("it is gone", async () => {
        return (await display.windowsNamed("Open a folder")).length === 0;
      });
      // Whoever closed it has chosen nothing, and may ask again.
      await screen.get("button", "Open a folder…");
      expect(await product.door.operation("folder.list", {})).toEqual([]);
    } finally {
      display.close();
    }
  });

  test("a conversation has a window of its own, in step with the main one, and comes back", async () => {
    reportOnFailure(product);
    await product.startNew();
    await product.send("Two windows");
    await product.answer("Begin a message with /simulate help");
    await product.settled();
    const main = await product.door.driver.getWindowHandle();
    await screen.click("button", "Open in a window of its own");
    const own = await another(main);
    await product.composer();
    await switchTo(own);
    await product.answer("Begin a message with /simulate help");
    expect(await screen.all("link", "…Two windows"), "it stands alone").toEqual([]);
    await product.send("Said in its own window");
    await product.settled();

    await switchTo(main);
    await screen.click("link", "…Two windows");
    await screen.shows("Said in its own window");
    await product.startNew();

    await switchTo(own);
    const back = await screen.get("button", "Back to the main window");
    await back.click().catch(() => {});
    await closed(own);
    await switchTo(main);
    await screen.get("heading", "…Two windows");
    await screen.shows("Said in its own window");
  });

  test("quick entry begins a conversation and goes", async () => {
    reportOnFailure(product);
    const main = await product.door.driver.getWindowHandle();
    await atelier("quick");
    const quick = await another(main);
    await switchTo(quick);
    const field = await screen.get("textbox", "Message to Claude");
    // The window may be gone before the driver has its answer.
    await field.sendKeys("Asked in passing", Key.ENTER).catch(() => {});
    await closed(quick);
    await switchTo(main);
    await screen.click("link", "Asked in passing");
    await product.answer("Begin a message with /simulate help");
  });

  test("quick entry opens by its keys wherever the focus is, and gives them back", async () => {
    reportOnFailure(product);
    const { door } = product;
    const display = await Display.open(door.env["DISPLAY"] ?? "");
    const save = (quick_keys: string | null) => door.operation("settings.save", { quick_keys });
    try {
      const main = await door.driver.getWindowHandle();
      await save("Mod+Shift+J");
      // The keys are heard a moment after they were chosen, so they are pressed until they are.
      const quick = await until("quick entry by its keys", async () => {
        await display.pressHeld(KEYSYM.j);
        return another(main, 1_000);
      });
      await switchTo(quick);
      const field = await screen.get("textbox", "Message to Claude");
      await field.sendKeys(Key.ESCAPE).catch(() => {});
      await closed(quick);
      await switchTo(main);

      await save(null);
      await until("the keys are free", () => display.grabHeld(KEYSYM.j));
      await display.pressHeld(KEYSYM.j);
      // Now somebody else has them.
      await save("Mod+Shift+J");
      await until("why they do nothing", async () =>
        (await door.operation("desktop.status", {})).quick_problem?.startsWith("Another program"),
      );
      expect(await windows(), "nothing opened").toEqual([main]);
      await save(null);
    } finally {
      display.close();
    }
  });

  test("quick entry may do nothing that it does not need", async () => {
    reportOnFailure(product);
    const main = await product.door.driver.getWindowHandle();
    await atelier("quick");
    const quick = await another(main);
    await switchTo(quick);
    await screen.get("textbox", "Message to Claude");
    for (const call of [
      () => product.door.operation("conversation.list", {}),
      () => product.door.operation("secret.status", {}),
      () => product.door.operation("settings.save", { appearance: "dark" }),
    ]) {
      await expect(call()).rejects.toThrow("permission_denied");
    }
    const field = await screen.get("textbox", "Message to Claude");
    await field.sendKeys(Key.ESCAPE).catch(() => {});
    await closed(quick);
    await switchTo(main);
  });
});
