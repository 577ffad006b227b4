import { describe, expect, test } from "vitest";

import { reportOnFailure, useProduct } from "./product";

describe("closing and finding it again", () => {
  const product = useProduct({ behind: "simulator" });
  const { screen } = product;

  // rows: 0.06
  test("the conversation, its answer and a draft are there after a restart", async () => {
    reportOnFailure(product);
    await product.send("Remember the blue notebook");
    await product.answer("Begin a message with /simulate help");
    await product.settled();
    const before = await product.newest();

    const field = await product.composer();
    await field.sendKeys("A thought for later");
    await screen.click("link", "Settings…");
    const kept = await product.door.operation("draft.get", { conversation_id: before.id });
    expect(kept.text, "the draft is kept when the composer is left").toBe("A thought for later");

    const { took } = await product.door.quit();
    expect(took, "ms until the program has ended").toBeLessThan(3_000);
    await product.door.start();

    await screen.click("link", "Remember the blue notebook…");
    await product.answer("Begin a message with /simulate help");
    const again = await product.newest();
    expect(again.messages).toEqual(before.messages);
    const restored = await product.composer();
    expect(await restored.getAttribute("value")).toBe("A thought for later");
  });
});
