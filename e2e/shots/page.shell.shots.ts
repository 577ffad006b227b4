import { Key } from "selenium-webdriver";
import { describe, test } from "vitest";

import { MOD } from "../harness/screen";
import { keepTwoVersions } from "../scenarios/kept-templates";
import { useProduct } from "../scenarios/product";
import { fillSidebar, Studio } from "./studio";

describe("palette, templates and themes, in a browser", () => {
  const product = useProduct({ behind: "simulator" });
  const { screen } = product;
  const studio = new Studio(product);

  test("the palette: what there is, what was found, nothing, a form, a confirmation", async () => {
    await fillSidebar(product);
    await screen.press(MOD, "k");
    await screen.get("combobox", "What to do");
    await studio.shoot("palette");
    await screen.type("set");
    await studio.shoot("palette-found");
    await screen.type("zzz");
    await screen.shows("Nothing answers");
    await studio.shoot("palette-nothing");
    await screen.press(Key.ESCAPE);
    await screen.press(MOD, "k");
    await screen.type("conversation: rename");
    await screen.get("option", "Conversation: rename…");
    await screen.press(Key.ENTER);
    await screen.get("textbox", "Title");
    await studio.shoot("palette-form");
    await screen.press(Key.ESCAPE);
    await screen.press(MOD, "k");
    await screen.type("pattern: forget all");
    await screen.get("option", "Pattern: forget all…");
    await screen.press(Key.ENTER);
    await screen.get("button", "Yes, do it");
    await studio.shoot("palette-confirm");
    await screen.press(Key.ESCAPE);
    await screen.press(MOD, "/");
    await screen.get("dialog", "Keyboard shortcuts");
    await studio.shoot("shortcuts-sheet");
    await screen.press(Key.ESCAPE);
  });

  test("templates: the picker, the form, the library, the editor, versions, none", async () => {
    await screen.press(MOD, Key.SHIFT, "k");
    await screen.shows("No templates yet");
    await studio.shoot("templates-empty");
    await screen.press(Key.ESCAPE);
    const save = (name: string, body: string, tags: string[]) =>
      product.door.operation("template.save", { name, body, tags });
    const letter = {
      name: "Letter to an authority",
      body: "Dear {{name}},\n\n{{matter: multiline}}\n\nPlease answer until {{until: date = today}}.\nTone: {{tone: choice(formal, friendly) = formal}}. Copy to me: {{copy: boolean = true}}",
      tags: ["letters"],
      description: "Formal, short, with a date to answer by",
    };
    await keepTwoVersions(product, letter, "\n\nWith kind regards");
    await save("Review of a change", "Review this change:\n{{change: multiline}}", ["code"]);
    await save("Explain to a child", "Explain {{what}} to a child of {{age: number = 8}}.", []);
    const field = await product.composer();
    await field.click();
    await screen.type("/");
    await screen.get("option", "Letter…");
    await studio.shoot("templates-picker");
    await screen.type("letter");
    await screen.press(Key.ENTER);
    await screen.get("textbox", "Matter");
    await studio.shoot("templates-form");
    await screen.press(Key.ESCAPE);
    await screen.press(MOD, Key.SHIFT, "k");
    await screen.get("button", "Use: Letter…");
    await studio.shoot("templates-library");
    await screen.click("button", "Edit: Letter…");
    await screen.shows("Asks for");
    await studio.shoot("templates-editor");
    await screen.press(Key.ESCAPE);
    await screen.click("button", "2 versions: Letter…");
    await screen.shows("With kind regards");
    await studio.shoot("templates-versions");
    await screen.press(Key.ESCAPE);
    await screen.press(Key.ESCAPE);
  });

  test("themes: the list, the editor, the gallery, high contrast; shortcuts to choose", async () => {
    await screen.press(MOD, ",");
    await screen.click("button", "Shortcuts");
    await studio.shoot("settings-shortcuts");
    await screen.click("button", "Appearance");
    await screen.get("button", "Gallery");
    await studio.shoot("settings-themes");
    await screen.click("button", "New theme");
    await screen.fill("Name", "Mine");
    await screen.fill("Value of text", "#888888");
    await screen.shows("hard to tell apart");
    await studio.shootAsIs("themes-editor");
    await screen.click("button", "Cancel");
    const { place } = product.door;
    place.write("data/themes/moss.css", ":root { --surface: #f1f5ec; --accent: #2f5d1c }");
    place.write("data/themes/broken.json", "{");
    await screen.click("button", "Gallery");
    await screen.get("button", "Install moss.css");
    await studio.shoot("themes-gallery");
    await screen.press(Key.ESCAPE);
    const themes = { light_theme: "high-contrast-light", dark_theme: "high-contrast-dark" };
    await product.door.operation("settings.save", themes);
    await studio.shoot("themes-high-contrast-settings");
    await screen.click("button", "New conversation");
    await product.send("Show everything");
    await product.settled();
    await studio.shoot("themes-high-contrast-chat");
    await product.door.operation("settings.save", { light_theme: null, dark_theme: null });
    await product.door.operation("settings.save", { message_scale: 150 });
    await studio.shoot("chat-large-text");
  });
});
