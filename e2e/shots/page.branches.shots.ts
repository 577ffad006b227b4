import { Key } from "selenium-webdriver";
import { describe, test } from "vitest";

import { useProduct } from "../scenarios/product";
import { Studio } from "./studio";

describe("branches, in a browser", () => {
  const product = useProduct({ behind: "far-end" });
  const { screen } = product;
  const studio = new Studio(product);

  test("a fork, the editor, the menu, the choice of a model, the map, narrow", async () => {
    const ask = async (question: string, answer: string) => {
      product.farEnd.answer = { text: answer };
      await product.send(question);
      await product.answer(answer.slice(0, 20));
      await product.settled();
    };
    await ask(
      "Which tree grows well on a balcony to the north?",
      "A Japanese maple, in a deep pot.",
    );
    await ask("And what does it need in winter?", "Shelter for its roots, and little water.");
    product.farEnd.answer = { text: "Wrap the pot in fleece; the branches take the frost." };
    await screen.click("button", "Answer again");
    await product.answer("Wrap the pot");
    await product.settled();
    await screen.get("group", "Version 2 of 2");
    await studio.shoot("branches-stepper");
    const article = (await screen.all("article", "You said")).at(-1);
    if (!article) throw new Error("nothing was said");
    await screen.pointAt(article);
    await (await screen.all("button", "Edit", article))[0]?.click();
    await (await screen.get("textbox", "Text")).sendKeys(" And in a dry summer?");
    await studio.shoot("branches-editor");
    await screen.press(Key.ESCAPE);
    await screen.click("button", "More about this answer");
    await studio.shoot("branches-menu");
    await screen.click("menuitem", "Answer again with…");
    await screen.get("dialog", "Answer again with");
    await studio.shoot("branches-with");
    await screen.click("button", "Cancel");
    await screen.click("button", "Branches");
    await screen.get("tree", "Branches");
    await studio.shoot("branches-map");
    await studio.size(720, 640);
    await studio.shoot("branches-map-narrow");
  });
});
