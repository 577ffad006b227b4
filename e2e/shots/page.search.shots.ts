import { Key } from "selenium-webdriver";
import { describe, test } from "vitest";

import { MOD } from "../harness/screen";
import { useProduct } from "../scenarios/product";
import { Studio } from "./studio";

const ASKED = [
  "How do I sort a list of tuples by their second element in Python?",
  "Sort pairs in Python by the last element, descending",
  "Why does my sourdough bread not rise in the oven?",
];

describe("finding and keeping order, in a browser", () => {
  const product = useProduct({ behind: "far-end" });
  const { screen } = product;
  const studio = new Studio(product);

  test("search: nothing yet, found, corrected, none; find; projects; trash", async () => {
    product.farEnd.reply = () => ({
      text: "Pass a key function to sorted: `sorted(pairs, key=itemgetter(1))`. It is **stable**: pairs that are equal stay in order.",
    });
    for (const asked of ASKED) {
      await product.startNew();
      await product.send(asked);
      await product.settled();
    }
    await screen.press(MOD, Key.SHIFT, "f");
    await screen.get("heading", "Search");
    await studio.shoot("search-empty");
    await screen.fill("Search all conversations", "sort pairs");
    await screen.shows("Sort pairs in Python");
    await studio.shoot("search-found");
    await screen.fill("Search all conversations", "soughdough brad before:someday");
    await screen.shows("was left out");
    await studio.shoot("search-remarks");
    await studio.size(560, 640);
    await studio.shoot("search-narrow");
    await studio.size(1200, 800);
    await screen.fill("Search all conversations", "zzyzx");
    await screen.shows("Nothing found");
    await studio.shoot("search-none");
    await screen.fill("Find a conversation by its title", "stable");
    await screen.shows("In messages");
    await studio.shoot("search-sidebar");
    await screen.click("button", "Clear the search");
    await screen.click("link", "Sort pairs…");
    await product.composer();
    await screen.press(MOD, "f");
    await screen.fill("Find in this conversation", "pairs");
    await screen.shows("3 of 3");
    await studio.shoot("find-bar");
    await screen.press(Key.ESCAPE);
    await screen.click("button", "New project");
    await screen.fill("Name", "Kitchen");
    await screen.fill("Instructions", "Answer as a baker would.");
    await studio.shoot("project-new");
    await screen.click("button", "Create");
    await screen.click("button", "New conversation in Kitchen");
    await screen.get("heading", "New conversation");
    await product.send("Is rye harder?");
    await product.settled();
    await screen.click("button", "Kitchen");
    await screen.click("button", "More about “Is rye harder?”");
    await studio.shoot("conversation-menu");
    await screen.click("menuitem", "Pin…");
    await screen.get("region", "Pinned");
    await studio.shoot("sidebar-projects");
  });
});
