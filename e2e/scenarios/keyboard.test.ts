import { Key } from "selenium-webdriver";
import { describe, expect, test } from "vitest";

import { MOD } from "../harness/screen";
import { until } from "../harness/until";
import { reportOnFailure, useProduct } from "./product";

describe("without a mouse", () => {
  const product = useProduct({ behind: "settings", start: "first-run", keychain: "none" });
  const { screen } = product;

  /** Presses Tab until the focus is on what is called `name`, and looks at every stop on the way. */
  const tabTo = async (name: string, most = 25) => {
    for (let presses = 0; presses < most; presses += 1) {
      await screen.press(Key.TAB);
      const focus = await screen.focus();
      if (focus.tag !== "body") expect(focus.visible, `a sign at “${focus.name}”`).toBe(true);
      if (focus.name.startsWith(name)) return;
    }
    throw new Error(`Tab does not reach “${name}”; the focus is on ${(await screen.focus()).name}`);
  };

  test("the first steps can be taken", async () => {
    reportOnFailure(product);
    await screen.get("heading", "Welcome to Atelier", 30_000);
    await tabTo("Continue");
    await screen.press(Key.ENTER);
    await screen.get("heading", "Your API key");
    await tabTo("Look around first");
    await screen.press(Key.ENTER);
    await screen.get("heading", "Look around first");
    await tabTo("Look around");
    await screen.press(Key.ENTER);
    await product.composer();
    expect((await screen.focus()).name, "the composer has the focus").toBe("Message");
  });

  test("a message is written on two lines, sent, and stopped with Esc", async () => {
    reportOnFailure(product);
    await screen.type("/simulate drip");
    await screen.press(Key.SHIFT, Key.ENTER);
    await screen.type("second line");
    await screen.press(Key.ENTER);
    await product.answer("Simulated answer");
    await screen.press(Key.ESCAPE);
    await screen.shows("Incomplete");
    const { messages } = await product.newest();
    expect(messages[0]?.blocks[0]).toMatchObject({ text: "/simulate drip\nsecond line" });
    expect((await screen.focus()).name, "the composer still has the focus").toBe("Message");
  });

  test("Up recalls what was said, and the shortcuts do what the sheet says", async () => {
    reportOnFailure(product);
    await screen.press(Key.ARROW_UP);
    const field = await product.composer();
    await until("the text is back", async () =>
      (await field.getAttribute("value"))?.startsWith("/simulate drip"),
    );
    await field.clear();
    await screen.press(MOD, "n");
    await screen.get("heading", "What shall we work on?");
    await screen.press(MOD, "b");
    await screen.gone("region", "Sidebar");
    await screen.press(MOD, "b");
    await screen.get("region", "Sidebar");
    await screen.press(MOD, "/");
    await screen.get("dialog", "Keyboard shortcuts");
    await screen.press(Key.ESCAPE);
    await screen.gone("dialog");
    await screen.press(MOD, ",");
    await screen.get("navigation", "Settings");
  });

  test("Ctrl+1 opens the first conversation of the list", async () => {
    reportOnFailure(product);
    await screen.press(MOD, "n");
    await screen.get("heading", "What shall we work on?");
    await screen.press(MOD, "1");
    await screen.get("article", "Answer");
    await product.composer();
  });

  test("F6 goes through the regions of the window, and back", async () => {
    reportOnFailure(product);
    const seen: string[] = [];
    for (let presses = 0; presses < 4; presses += 1) {
      await screen.press(Key.F6);
      const { region, visible } = await screen.focus();
      expect(visible, `a sign in ${region}`).toBe(true);
      seen.push(region);
    }
    expect(new Set(seen)).toEqual(new Set(["Sidebar", "Stage", "Status"]));
    await screen.press(Key.SHIFT, Key.F6);
    expect((await screen.focus()).region).toBe(seen.at(-2));
  });

  test("a conversation is opened, renamed and deleted from the list", async () => {
    reportOnFailure(product);
    await product.startNew();
    await tabTo("/simulate drip", 40);
    await screen.press(Key.F2);
    await screen.get("textbox", "Title of the conversation");
    await screen.press(MOD, "a");
    await screen.type("By hand");
    await screen.press(Key.ENTER);
    await screen.get("link", "By hand");
    await until("the row has the focus", async () => (await screen.focus()).name === "By hand");
    await screen.press(Key.ENTER);
    await screen.get("heading", "By hand");
    await tabTo("By hand", 40);
    await screen.press(Key.DELETE);
    await screen.gone("link", "By hand");
    await screen.get("button", "Undo");
  });

  /** Goes once round a page with Tab, and returns the names of all stops; each must show that it has the focus. */
  const walk = async (most = 140): Promise<readonly string[]> => {
    const seen: string[] = [];
    for (let presses = 0; presses < most; presses += 1) {
      await screen.press(Key.TAB);
      const focus = await screen.focus();
      if (focus.tag === "body") continue;
      const stop = `${focus.region}: ${focus.tag} ${focus.name}`;
      if (stop === seen[0] && presses > 3) return seen;
      expect(focus.visible, `a sign at “${stop}”`).toBe(true);
      seen.push(stop);
    }
    throw new Error(`Tab does not come round; it went through ${seen.join(", ")}`);
  };

  test("everything on the pages of the settings is reached, and Tab comes round", async () => {
    reportOnFailure(product);
    for (const page of ["Appearance", "Shortcuts"]) {
      await screen.press(MOD, "k");
      await screen.get("combobox", "What to do");
      await screen.type(`settings: ${page}`);
      await screen.get("option", `Settings: ${page}…`);
      await screen.press(Key.ENTER);
      await screen.get("heading", page);
      const stops = await walk();
      const needed = page === "Appearance" ? ["Gallery", "New theme"] : ["Change: Command palette"];
      for (const name of needed) {
        const reached = stops.some((stop) => stop.includes(name));
        expect(reached, `${name} in ${stops.join(", ")}`).toBe(true);
      }
    }
  });

  test("a template is written, found by a slash and filled in, and a theme is chosen", async () => {
    reportOnFailure(product);
    await screen.press(MOD, "n");
    await product.composer();
    await screen.press(MOD, Key.SHIFT, "k");
    await screen.get("dialog", "Templates");
    await tabTo("New template");
    await screen.press(Key.ENTER);
    await screen.get("textbox", "Text");
    await screen.type("Greeting");
    await screen.press(Key.TAB);
    await screen.type("Hello {{name}}");
    await screen.shows("Asks for name (text).");
    await tabTo("Save");
    await screen.press(Key.ENTER);
    await screen.get("button", "Use: Greeting");
    await screen.press(Key.ESCAPE);
    await screen.gone("dialog");
    await until("the focus is back", async () => (await screen.focus()).name === "Message");
    await screen.type("/gre");
    await screen.get("option", "Greeting…");
    await screen.press(Key.ENTER);
    await screen.get("dialog", "Greeting");
    await screen.type("Ada");
    await screen.press(Key.ENTER);
    const field = await product.composer();
    await until("it stands there", async () => (await field.getAttribute("value")) === "Hello Ada");
    await screen.press(MOD, "k");
    await screen.get("combobox", "What to do");
    await screen.type("theme high contrast dark");
    await screen.get("option", "Theme: High contrast dark…");
    await screen.press(Key.ENTER);
    await until("it is shown", () =>
      product.door.driver.executeScript(
        () => getComputedStyle(document.documentElement).backgroundColor === "rgb(0, 0, 0)",
      ),
    );
    await field.clear();
  });
});
