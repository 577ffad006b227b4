import { Key } from "selenium-webdriver";
import { describe, expect, test } from "vitest";

import { seriousFindings } from "../harness/axe";
import { MOD } from "../harness/screen";
import { until } from "../harness/until";
import { reportOnFailure, useProduct } from "./product";

const BREAD = "Why does my sourdough not rise?";
const TUPLES = "How do I sort a list of tuples?";

describe("finding and keeping order", () => {
  const product = useProduct({ behind: "far-end" });
  const { screen } = product;
  const address = () => product.door.driver.executeScript<string>(() => location.hash);
  const clean = async (what: string) => {
    for (const appearance of ["light", "dark"] as const) {
      await product.show(appearance);
      expect(await seriousFindings(product.door.driver), `${what}, ${appearance}`).toEqual([]);
    }
  };

  test("searches all conversations by key, forgives a slip, and opens the message", async () => {
    reportOnFailure(product);
    product.farEnd.reply = (body) => ({
      text: body.includes("tuples")
        ? "Pass a key function to sorted, such as itemgetter."
        : "The starter is too cold. Feed it and wait.",
    });
    await product.send(BREAD);
    await product.settled();
    const { id } = await product.newest();
    await product.startNew();
    await product.send(TUPLES);
    await product.settled();

    await screen.press(MOD, Key.SHIFT, "f");
    await screen.get("heading", "Search");
    await screen.fill("Search all conversations", "startr cold");
    await screen.shows("Nothing holds “startr”");
    await screen.shows("The starter is too cold.");
    const marked = await product.door.driver.executeScript<string[]>(() =>
      [...document.querySelectorAll("main mark")].map((mark) => mark.textContent ?? ""),
    );
    expect(marked).toEqual(["starter", "cold"]);
    await clean("the search");
    await screen.press(Key.ARROW_DOWN);
    await screen.press(Key.ARROW_DOWN);
    await screen.press(Key.ENTER);
    await until("it opens", async () => (await address()).startsWith(`#/c/${id}/`));
    await screen.shows("Feed it and wait.");
    await until("the message stands out", () =>
      product.door.driver.executeScript<boolean>(
        () => document.querySelector("[data-revealed]") !== null,
      ),
    );

    await screen.press(MOD, Key.SHIFT, "f");
    await screen.fill("Search all conversations", "starter before:someday");
    await screen.shows("“before:” takes a date");
    await screen.fill("Search all conversations", "zzyzx");
    await screen.shows("Nothing found");
  });

  test("finds in the open conversation, and goes from place to place", async () => {
    reportOnFailure(product);
    const { id } = await product.newest();
    await product.go(`/c/${id}`);
    await product.composer();
    await screen.press(MOD, "f");
    await screen.fill("Find in this conversation", "SORT");
    await screen.shows("2 of 2");
    const marks = () =>
      product.door.driver.executeScript<number>(() =>
        ["found", "found-here"].reduce(
          (sum, name) => sum + (CSS.highlights.get(name)?.size ?? 0),
          0,
        ),
      );
    await until("both are marked", async () => (await marks()) === 2);
    await screen.press(Key.ENTER);
    await screen.shows("1 of 2");
    await screen.press(Key.ESCAPE);
    await screen.gone("button", "Next place");
    expect(await marks()).toBe(0);
  });

  test("keeps conversations in a project, pinned, and deletes for good after asking", async () => {
    reportOnFailure(product);
    await screen.click("button", "New project");
    await screen.fill("Name", "Kitchen");
    await screen.fill("Instructions", "Answer as a baker would.");
    await clean("a project");
    await screen.click("button", "Create");
    await screen.click("button", "New conversation in Kitchen");
    await screen.get("heading", "New conversation");
    await product.send("Is rye harder?");
    await product.settled();
    const asked = product.farEnd.asked.filter((it) => it.body.includes("Is rye harder?"));
    expect(asked[0]?.body).toContain("Answer as a baker would.");
    await screen.shows("Kitchen · instructions");
    await screen.click("button", "Kitchen");
    await screen.click("button", "More about “Is rye harder?”");
    await screen.click("menuitem", "Pin…");
    await screen.get("region", "Pinned");
    const { id } = await product.newest();
    await screen.press(MOD, Key.SHIFT, "f");
    await screen.fill("Search all conversations", "rye project:kitchen");
    await screen.get("link", "Is rye harder?");
    await clean("the search beside a project");
    await product.door.operation("conversation.delete", { id });
    await screen.click("button", "Trash");
    await screen.click("button", "Empty");
    await screen.shows("This cannot be undone.");
    await screen.click("button", "Empty the trash");
    await screen.shows("The trash is empty");
    await screen.click("button", "Trash");
  });
});
