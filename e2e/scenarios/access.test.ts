import { Key } from "selenium-webdriver";
import { describe, expect, test } from "vitest";

import { seriousFindings } from "../harness/axe";
import { MOD } from "../harness/screen";
import { keepTwoVersions } from "./kept-templates";
import { KEY, reportOnFailure, useProduct } from "./product";
import { SETTINGS_PAGES } from "./settings-pages";

describe("axe finds nothing serious", () => {
  const product = useProduct({ behind: "simulator", start: "first-run" });
  const { screen } = product;

  const clean = async (what: string) => {
    for (const appearance of ["light", "dark"] as const) {
      await product.show(appearance);
      const findings = await seriousFindings(product.door.driver);
      expect(findings, `${what}, ${appearance}`).toEqual([]);
    }
  };

  test("in the first steps", async () => {
    reportOnFailure(product);
    await screen.get("heading", "Welcome to Atelier", 30_000);
    await clean("welcome");
    await screen.click("button", "Continue");
    await screen.get("textbox", "API key");
    await clean("key");
    await screen.click("button", "Look around first");
    await clean("look around");
  });

  test("in an empty chat", async () => {
    reportOnFailure(product);
    await product.door.operation("secret.save", { key: KEY });
    await product.door.operation("settings.save", { onboarded: true });
    await product.composer();
    await clean("empty chat");
  });

  test("in a full chat, a failed one and a cut one", async () => {
    reportOnFailure(product);
    await product.send("Show everything");
    await product.answer("Begin a message with /simulate help");
    await product.settled();
    await product.send("/simulate thinking");
    await product.answer("Begin a message with /simulate help");
    await product.settled();
    await clean("full chat");
    await product.send("/simulate 400");
    await screen.shows("Retry");
    await clean("failed answer");
    await product.send("/simulate truncate");
    await screen.get("button", "Continue");
    await clean("cut answer");
  });

  test("on every page of the settings", async () => {
    reportOnFailure(product);
    await screen.press(MOD, ",");
    for (const page of Object.values(SETTINGS_PAGES)) {
      await screen.click("button", page);
      await screen.get("heading", page);
      await clean(page);
    }
  });

  test("in the palette, its forms, and while keys are recorded", async () => {
    reportOnFailure(product);
    await screen.press(MOD, "k");
    await screen.get("combobox", "What to do");
    await clean("palette");
    await screen.type("conversation: rename");
    await screen.get("option", "Conversation: rename…");
    await clean("palette, found");
    await screen.press(Key.ENTER);
    await screen.get("textbox", "Title");
    await clean("form of an operation");
    await screen.press(Key.ESCAPE);
    await screen.press(MOD, ",");
    await screen.click("button", "Shortcuts");
    await screen.click("button", "Change: Command palette");
    await screen.get("dialog", "Keys for “Command palette”");
    await clean("recording keys");
    await screen.press(Key.ESCAPE);
  });

  test("in the templates: none, picker, form, library, editor, versions", async () => {
    reportOnFailure(product);
    await screen.press(MOD, Key.SHIFT, "k");
    await screen.shows("No templates yet");
    await clean("no templates");
    await screen.press(Key.ESCAPE);
    const body =
      "{{a}} {{b: multiline}} {{c: number}} {{d: date}} {{e: boolean}} {{f: choice(x, y)}}";
    await keepTwoVersions(product, { name: "All", body, tags: ["t"] }, "!");
    await screen.click("button", "New conversation");
    const field = await product.composer();
    await field.click();
    await screen.type("/");
    await screen.get("option", "All…");
    await clean("picker");
    await screen.press(Key.ENTER);
    await screen.get("textbox", "A");
    await clean("form of a template");
    await screen.press(Key.ESCAPE);
    await screen.press(MOD, Key.SHIFT, "k");
    await screen.get("button", "Use: All");
    await clean("library");
    await screen.click("button", "Edit: All");
    await screen.shows("Asks for");
    await clean("editor");
    await screen.press(Key.ESCAPE);
    await screen.click("button", "2 versions: All");
    await screen.get("button", "Take up version 1 again");
    await clean("versions");
    await screen.press(Key.ESCAPE);
    await screen.press(Key.ESCAPE);
    await screen.gone("dialog");
    await field.clear();
  });

  test("in the gallery and the editor of themes", async () => {
    reportOnFailure(product);
    await screen.press(MOD, ",");
    await screen.click("button", "Appearance");
    await screen.click("button", "Gallery");
    await screen.shows("No theme lies there yet");
    await clean("gallery");
    await screen.press(Key.ESCAPE);
    await screen.gone("dialog");
    await screen.click("button", "New theme");
    await screen.get("textbox", "Value of text");
    const findings = await seriousFindings(product.door.driver);
    expect(findings, "theme editor").toEqual([]);
    await screen.click("button", "Cancel");
    await screen.gone("dialog");
  });

  test("in the themes with more contrast, and with large text", async () => {
    reportOnFailure(product);
    const themes = { light_theme: "high-contrast-light", dark_theme: "high-contrast-dark" };
    await product.door.operation("settings.save", { ...themes, message_scale: 200 });
    await clean("appearance, high contrast");
    await screen.click("link", "Show everything");
    await screen.get("article", "Answer");
    await clean("chat, high contrast and large");
    const usual = { light_theme: null, dark_theme: null, message_scale: 100 };
    await product.door.operation("settings.save", usual);
  });

  test("in the trash, in dialogs and menus", async () => {
    reportOnFailure(product);
    await screen.click("link", "Show everything");
    await product.composer();
    await screen.press(MOD, "/");
    await screen.get("dialog", "Keyboard shortcuts");
    await clean("shortcuts");
    await screen.press("\uE00C");
    await screen.gone("dialog", "Keyboard shortcuts");
    await screen.click("button", "Trash");
    await screen.shows("The trash is empty");
    await clean("empty trash");
    const { id } = await product.newest();
    await product.door.operation("conversation.delete", { id });
    await screen.get("button", "Restore …");
    await clean("full trash");
  });
});
