import { describe, expect, test } from "vitest";

import { seriousFindings } from "../harness/axe";
import { MOD } from "../harness/screen";
import { KEY, reportOnFailure, useProduct } from "./product";

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
    const pages = [
      "General",
      "Account & keys",
      "Models",
      "Chat",
      "Memory",
      "Appearance",
      "Local API",
      "Diagnostics",
      "About",
    ];
    for (const page of pages) {
      await screen.click("button", page);
      await screen.get("heading", page);
      await clean(page);
    }
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
