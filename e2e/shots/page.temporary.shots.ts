import { describe, test } from "vitest";

import { useProduct } from "../scenarios/product";
import { Studio } from "./studio";

describe("a temporary conversation, in a browser", () => {
  const product = useProduct({ behind: "far-end" });
  const { screen } = product;
  const studio = new Studio(product);

  test("where it begins, marked, about to end, narrow", async () => {
    product.farEnd.answer = { text: "A deep pot, loose soil, and a hole at the bottom." };
    await product.send("How do I plant a maple in a pot?");
    await product.answer("A deep pot");
    await product.startNew();
    await studio.shoot("temporary-begin");
    await screen.click("button", "Temporary");
    await screen.get("region", "Temporary conversation");
    await studio.shoot("temporary-empty");
    const field = await product.composer();
    await field.sendKeys("What do I give her for her birthday?");
    await screen.click("button", "Send");
    await product.answer("A deep pot");
    await screen.gone("button", "Stop");
    await studio.shoot("temporary");
    await screen.click("button", "End it");
    await screen.get("dialog");
    await studio.shoot("temporary-end");
    await screen.click("button", "Cancel");
    await studio.size(720, 640);
    await studio.shoot("temporary-narrow");
  });
});
