import { describe, expect, test } from "vitest";

import { seriousFindings } from "../harness/axe";
import { until } from "../harness/until";
import { reportOnFailure, useProduct } from "./product";

const SORTING = "How do I sort a list of tuples by their second element in Python?";
const BREAD = "Why does my sourdough bread not rise in the oven?";
const KEY_ANSWER = "Pass a key function to sorted, for example itemgetter.";

describe("what is learned from conversations", () => {
  const product = useProduct({ behind: "far-end" });
  const { screen } = product;
  const learned = async () => (await product.door.operation("pattern.list", {})).items;
  const composerHolds = async () => (await product.composer()).getAttribute("value");

  // rows: 3.051, 3.099
  test("finds a conversation by what was said in it, and says why", async () => {
    reportOnFailure(product);
    product.farEnd.reply = (body) => ({
      text: body.includes("tuples") ? KEY_ANSWER : "Feed the starter, and wait for longer.",
    });
    await product.send(SORTING);
    await product.settled();
    const { id } = await product.newest();
    await product.startNew();
    await product.send(BREAD);
    await product.settled();
    await until("both are learned", async () => (await learned()).length === 2);

    // The word is in the answer, and in no title.
    await screen.fill("Find a conversation by its title", "itemgetter");
    await screen.shows("No title holds");
    await screen.shows("Shares “itemgetter”");
    expect(await seriousFindings(product.door.driver), "the search").toEqual([]);
    await screen.click("link", "How do I sort…");
    const address = () => product.door.driver.executeScript<string>(() => location.hash);
    await until("it opens", async () => (await address()).startsWith(`#/c/${id}`));
    await product.answer(KEY_ANSWER);
    await screen.fill("Find a conversation by its title", "submarine revenue");
    await screen.shows("None found.");
    await screen.click("button", "Clear the search");
  });

  test("is offered while a first message is written, and goes nowhere by itself", async () => {
    reportOnFailure(product);
    await product.startNew();
    const field = await product.composer();
    await field.sendKeys("sort a list of tuples by the last element");
    const note = await screen.get("button", "1 similar conversation");
    expect(await note.getAttribute("aria-expanded")).toBe("false");
    await screen.click("button", "1 similar conversation");
    await screen.get("region", "Similar conversations");
    await screen.shows("Pass a key function");
    expect(await seriousFindings(product.door.driver), "the list").toEqual([]);
    await screen.click("button", "Wrong");
    await screen.gone("button", "1 similar conversation");
    expect((await learned()).filter((it) => it.suspended)).toHaveLength(1);
    await screen.click("button", "Undo");
    await screen.get("button", "1 similar conversation");

    product.farEnd.asked.length = 0;
    await screen.click("button", "Send");
    await product.settled();
    const sent = product.farEnd.asked.filter((it) => it.path.startsWith("/v1/messages"));
    expect(sent).toHaveLength(1);
    expect(sent[0]?.body, "nothing learned goes along").not.toContain("itemgetter");
    await screen.gone("button", "1 similar conversation");
    await until("learned as well", async () => (await learned()).length === 3);
  });

  test("is forgotten one by one and all at once, and not learned where it is switched off", async () => {
    reportOnFailure(product);
    await product.startNew();
    await (await product.composer()).sendKeys("my sourdough bread does not rise");
    await screen.click("button", "1 similar conversation");
    await screen.click("button", "Forget");
    await until("it is gone", async () => (await learned()).length === 2);
    await screen.gone("region", "Similar conversations");
    const focus = await screen.focus();
    expect(focus.name, "where the person was writing").toBe("Message");
    expect(await composerHolds()).toBe("my sourdough bread does not rise");
    await (await product.composer()).clear();

    await screen.click("link", "Settings…");
    await screen.click("button", "Memory");
    await screen.click("switch", "Learn from conversations");
    const learning = async () => (await product.door.operation("settings.get", {})).learning;
    await until("it is off", async () => !(await learning()));
    await screen.shows("2 answers learned from");
    await screen.click("button", "Forget all of it");
    const dialog = await screen.get("dialog", "Forget what was learned?");
    await screen.clickOn(
      "Forget all of it",
      async () => (await screen.all("button", "Forget all of it", dialog))[0],
    );
    await until("nothing is left", async () => (await learned()).length === 0);
    await screen.click("button", "New conversation");
    await product.send(SORTING);
    await product.settled();
    await product.door.operation("settings.save", { learning: true });
    await product.startNew();
    await product.send(BREAD);
    await product.settled();
    await until("something is learned", async () => (await learned()).length > 0);
    expect((await learned()).map((it) => it.message)).toEqual([BREAD]);
  });
});
