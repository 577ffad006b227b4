import { Key } from "selenium-webdriver";
import { describe, expect, test } from "vitest";

import { seriousFindings } from "../harness/axe";
import { MOD } from "../harness/screen";
import { until } from "../harness/until";
import { reportOnFailure, useProduct } from "./product";

describe("a conversation that goes more than one way", () => {
  const product = useProduct({ behind: "far-end" });
  const { screen } = product;
  const said = async () => (await product.newest()).messages.map(({ id }) => id);
  const edit = async (name: string) => {
    const article = await screen.get("article", name);
    await screen.pointAt(article);
    await screen.clickOn("Edit", async () => (await screen.all("button", "Edit", article))[0]);
    return screen.get("textbox", "Text");
  };

  test("is said otherwise and answered, and both ways are there, one key apart", async () => {
    reportOnFailure(product);
    product.farEnd.answer = { text: "The first answer." };
    await product.send("The first question");
    await product.answer("The first answer.");
    await product.settled();
    const before = await said();

    product.farEnd.answer = { text: "The second answer." };
    const field = await edit("You said");
    await field.sendKeys(", asked better");
    await screen.press(MOD, Key.ENTER);
    await product.answer("The second answer.");
    await product.settled();
    await screen.shows("The first question, asked better");
    expect((await product.newest()).messages.length).toBe(2);

    await screen.get("group", "Version 2 of 2");
    await screen.click("button", "Previous version");
    await product.answer("The first answer.");
    expect(await said()).toEqual(before);
    // The focus stays at the stepper, so that the next key goes back.
    await screen.get("group", "Version 1 of 2");
    await screen.press(Key.ARROW_RIGHT);
    await product.answer("The second answer.");
  });

  test("keeps an edited answer beside the one that was given, without asking", async () => {
    reportOnFailure(product);
    const asked = product.farEnd.asked.length;
    const field = await edit("Answer");
    await field.clear();
    await field.sendKeys("What I had hoped for.");
    await screen.click("button", "Save");
    await product.answer("What I had hoped for.");
    expect(product.farEnd.asked.length).toBe(asked);
    product.farEnd.answer = { text: "And on it goes." };
    await product.send("Go on");
    await product.answer("And on it goes.");
    await product.settled();
    const sent = product.farEnd.asked.findLast(({ path }) => path.endsWith("/v1/messages"));
    expect(sent?.body).toContain("What I had hoped for.");
    expect(sent?.body).not.toContain("The second answer.");
  });

  test("is deleted from a message on, and taken back", async () => {
    reportOnFailure(product);
    const before = await said();
    const article = (await screen.all("article", "You said")).at(-1);
    if (!article) throw new Error("nothing was said");
    await screen.pointAt(article);
    const more = async () => (await screen.all("button", "More about what you said", article))[0];
    await screen.clickOn("its menu", more);
    await screen.click("menuitem", "Delete from here");
    await until("it is gone", async () => (await said()).length === before.length - 2);
    await screen.click("button", "Undo");
    await until("it is back", async () => (await said()).join() === before.join());
  });

  test("shows its branches as a tree that is walked by keys", async () => {
    reportOnFailure(product);
    await screen.click("button", "Branches");
    const tree = await screen.get("tree", "Branches");
    expect((await screen.all("treeitem", null, tree)).length).toBeGreaterThan(3);
    expect(await seriousFindings(product.door.driver)).toEqual([]);
    await screen.press(Key.HOME);
    await screen.press(Key.ENTER);
    await screen.gone("tree", "Branches");
    await product.answer("The first answer.");
  });

  test("is forked from an answer, and stays as it is", async () => {
    reportOnFailure(product);
    const { id } = await product.newest();
    const article = await screen.get("article", "Answer");
    await screen.pointAt(article);
    await screen.click("button", "More about this answer");
    await screen.click("menuitem", "Fork from here");
    await screen.get("heading", "… (fork)");
    await until("the fork is another", async () => (await product.newest()).id !== id);
    await product.answer("The first answer.");
  });
});
