import { describe, test } from "vitest";

import { MOD } from "../harness/screen";
import { useProduct } from "../scenarios/product";
import { fillSidebar, Studio } from "./studio";

const SECTIONS = [
  "General",
  "Account & keys",
  "Models",
  "Chat",
  "Memory",
  "Files",
  "Appearance",
  "Local API",
  "Diagnostics",
  "About",
];

const ASKED = [
  "How do I sort a list of tuples by their second element in Python?",
  "Sort pairs in Python by the last element, descending",
  "Why does my sourdough bread not rise in the oven?",
];

describe("the first steps, in a browser", () => {
  const product = useProduct({ start: "first-run", keychain: "none", behind: "settings" });
  const { screen } = product;
  const studio = new Studio(product);

  test("welcome, key, look around, and the chat in memory", async () => {
    await screen.get("heading", "Welcome to Atelier", 30_000);
    await studio.shoot("onboarding-welcome");
    await screen.click("button", "Continue");
    await screen.shows("This computer offers no keychain.");
    await studio.shoot("onboarding-sealed-file");
    await screen.click("button", "Look around first");
    await screen.shows("Answers will be simulated.");
    await studio.shoot("onboarding-look-around");
    await screen.click("button", "Look around");
    await product.composer();
    await studio.shoot("chat-empty-in-memory");
    await product.send("What does an answer look like?");
    await product.settled();
    await studio.shoot("chat-simulated");
  });
});

describe("what is learned, in a browser", () => {
  const product = useProduct({ behind: "far-end" });
  const { screen } = product;
  const studio = new Studio(product);

  test("similar conversations: found, none, loading, narrow; beside the composer", async () => {
    const find = (text: string) => screen.fill("Find a conversation by its title", text);
    product.farEnd.reply = () => ({
      text: "Pass a key function to sorted: `sorted(pairs, key=itemgetter(1))`. It is stable.",
    });
    for (const asked of ASKED) {
      await product.startNew();
      await product.send(asked);
      await product.settled();
    }
    await product.startNew();
    await find("sort tuples");
    await screen.shows("Shares");
    await studio.shoot("similar-found");
    await find("submarine revenue");
    await screen.shows("None found.");
    await studio.shoot("similar-none");
    let wanted = 0;
    await studio.shootFrozen(
      "similar-loading",
      // What was found before would be shown until the core answers.
      () => find(`pairs ${wanted++}`),
      async () => {
        await product.door.driver.navigate().refresh();
        await product.composer();
      },
    );
    const field = await product.composer();
    await field.sendKeys("How would I sort pairs by the last element?");
    await screen.get("button", "… similar conversation…");
    await studio.shoot("similar-note");
    await screen.click("button", "… similar conversation…");
    await studio.shoot("similar-note-open");
    await studio.size(720, 640);
    await studio.shoot("similar-note-narrow");
    await studio.size(560, 640);
    await studio.shoot("similar-note-narrowest");
    await studio.size(1200, 800);
    await screen.click("link", "Settings…");
    await screen.click("button", "Memory");
    await screen.shows("3 answers learned from");
    await studio.shoot("settings-learning");
  });
});

describe("the window, in a browser", () => {
  const product = useProduct({ behind: "simulator", start: "first-run" });
  const { screen } = product;
  const studio = new Studio(product);

  test("the chat: empty, without a key, arriving, full, failed, cut, narrow", async () => {
    await screen.get("heading", "Welcome to Atelier", 30_000);
    await screen.click("button", "Continue");
    await screen.get("textbox", "API key");
    await studio.shoot("onboarding-key");
    await product.door.operation("settings.save", { onboarded: true });
    await product.composer();
    await studio.shoot("chat-needs-key");
    await product.door.operation("secret.save", { key: "sk-ant-test-shots-0000000000WXYZ" });
    await screen.gone("button", "Add a key");
    await studio.shoot("chat-empty");
    await fillSidebar(product);
    await product.send("/simulate drip");
    await product.answer("This is");
    await studio.shoot("chat-arriving");
    await screen.click("button", "Stop");
    await product.settled();
    await studio.shoot("chat-cut");
    await product.startNew();
    await product.send("/simulate thinking");
    await product.settled();
    await studio.shoot("chat-full");
    await screen.click("button", "About this answer");
    await studio.shoot("chat-info");
    await screen.press("\uE00C");
    await product.startNew();
    await product.send("/simulate 529");
    await screen.shows("Asking again");
    await studio.shoot("chat-waiting");
    await screen.click("button", "Stop");
    await product.settled();
    await product.startNew();
    await product.send("/simulate 402");
    await product.settled();
    await studio.shoot("chat-failed");
    await screen.click("link", "/simulate thinking");
    await studio.size(720, 640);
    await studio.shoot("chat-narrow");
    await studio.size(560, 640);
    await studio.shoot("chat-narrowest");
    await studio.size(1200, 800);
  });

  test("the sidebar: menu, trash, nothing found; dialogs", async () => {
    await product.openMenu("A letter to the landlord");
    await screen.get("menuitem", "Rename…");
    await studio.shoot("history-menu");
    await screen.click("menuitem", "Delete…");
    await screen.get("button", "Undo");
    await studio.shoot("history-undo");
    await screen.click("button", "Trash");
    await screen.get("button", "Restore …");
    await studio.shoot("trash-full");
    await screen.click("button", "Restore …");
    await screen.shows("The trash is empty");
    await studio.shoot("trash-empty");
    await screen.click("button", "Trash");
    await screen.fill("Find a conversation by its title", "no such thing");
    await screen.shows("No title holds");
    await studio.shoot("history-nothing-found");
    await screen.click("button", "Show all");
    await screen.press(MOD, "/");
    await screen.get("dialog", "Keyboard shortcuts");
    await studio.shoot("shortcuts");
    await screen.press("\uE00C");
  });

  test("every page of the settings, wide and narrow", async () => {
    await screen.press(MOD, ",");
    for (const section of SECTIONS) {
      await screen.click("button", section);
      await screen.get("heading", section);
      await studio.shoot(`settings-${section.toLowerCase().replace(/\W+/g, "-")}`);
    }
    await screen.click("button", "Models");
    await studio.size(720, 640);
    await studio.shoot("settings-narrow");
    await studio.size(1200, 800);
  });

  test("what loads: a conversation, the diagnostics", async () => {
    // A page that has been loaded again remembers nothing of what it read.
    const again = async () => {
      await screen.click("link", "Settings…");
      await screen.click("button", "About");
      await product.door.driver.navigate().refresh();
      await screen.get("heading", "About");
    };
    await again();
    await studio.shootFrozen(
      "chat-loading",
      () => screen.click("link", "Names for a reading club"),
      () => again(),
    );
    await studio.shootFrozen(
      "settings-loading",
      () => screen.click("button", "Diagnostics"),
      () => again(),
    );
  });

  test("without the core: nothing answers", async () => {
    await product.door.kill();
    await screen.shows("does not answer");
    await studio.shootAsIs("core-gone");
  });
});
