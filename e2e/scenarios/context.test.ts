import { describe, expect, test } from "vitest";

import { seriousFindings } from "../harness/axe";
import { until } from "../harness/until";
import { reportOnFailure, useProduct } from "./product";

describe("what is sent", () => {
  const product = useProduct({ behind: "far-end" });

  test("is shown part by part; what is left out is not sent, and stays", async () => {
    reportOnFailure(product);
    const { screen, door, farEnd } = product;
    await door.operation("model.list", { refresh: true });
    await product.startNew();
    await product.send("The secret word is marmalade.");
    await product.settled();
    await product.send("Forget it for now.");
    await product.settled();
    await screen.click("button", "Context. The…");
    await screen.click("button", "Leave out You: The secret word is marmalade.");
    await screen.shows("left out");
    await product.send("What do you know?");
    await product.settled();
    const body = farEnd.asked.at(-1)?.body ?? "";
    expect(body).toContain("Forget it for now.");
    expect(body).not.toContain("marmalade");
    const kept = await product.newest();
    expect(JSON.stringify(kept.messages)).toContain("marmalade");
    await screen.click("button", "Send You: The secret word is marmalade.");
    await screen.get("button", "Leave out You: The secret word is marmalade.");
    await screen.click("button", "Close the context");
  });

  test("can begin with a summary that a person has read and changed", async () => {
    reportOnFailure(product);
    const { screen, farEnd } = product;
    await screen.click("button", "Context. The…");
    farEnd.summary = "The word is marmalade, and it was to be forgotten.";
    await screen.click("button", "Sum up the beginning");
    await screen.get("heading", "Read this summary", 20_000);
    await screen.fill("Read this summary", "It began with breakfast.");
    await screen.click("button", "Use it");
    await screen.shows("in the summary");
    for (const appearance of ["light", "dark"] as const) {
      await product.show(appearance);
      expect(await seriousFindings(product.door.driver), appearance).toEqual([]);
    }
    await product.send("Go on.");
    await product.settled();
    const body = farEnd.asked.at(-1)?.body ?? "";
    expect(body).toContain("It began with breakfast.");
    expect(body).not.toContain("marmalade");
    await screen.click("button", "Take the summary back");
    await until(
      "the beginning is back",
      async () => !(await screen.text()).includes("in the summary"),
    );
    await product.send("And again.");
    await product.settled();
    expect(farEnd.asked.at(-1)?.body).toContain("marmalade");
  });
});
