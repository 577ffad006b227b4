import { describe, test } from "vitest";

import { until } from "../harness/until";
import { useProduct } from "../scenarios/product";
import { Studio } from "./studio";

const CENT = 10_000_000;

describe("what is spent and sent, in a browser", () => {
  const product = useProduct();
  const { screen } = product;
  const studio = new Studio(product);

  const openUsage = async () => {
    await screen.click("link", "Settings…");
    await screen.click("button", "Usage & budget");
  };

  const write = async (text: string) => {
    const field = await product.composer();
    await field.click();
    await field.sendKeys(text);
  };

  test("nothing spent yet", async () => {
    await product.door.operation("model.list", { refresh: true });
    await openUsage();
    await screen.shows("Nothing was spent yet");
    await studio.shoot("usage-empty");
  });

  test("meter, context and summary", async () => {
    await product.startNew();
    for (const said of [
      "Which bread keeps longest?",
      "And how do I start a sourdough?",
      "It does not rise. What can be wrong?",
      "How warm should the kitchen be?",
    ]) {
      await product.send(said);
      await product.settled();
    }
    await write("How long does it rest before baking?");
    await until("the meter", async () => (await screen.all("button", "Context. The…")).length > 0);
    await studio.shoot("composer-meter");
    await screen.click("button", "Context. The…");
    await screen.shows("You");
    await studio.shoot("context-panel");
    await screen.click("button", "Leave out You: Which bread keeps longest?");
    await screen.get("button", "Send You: Which bread keeps longest?");
    await screen.click("button", "Pin You: And how do I start a sourdough?");
    await screen.click("button", "Sum up the beginning");
    await screen.get("heading", "Read this summary", 20_000);
    await studio.shoot("context-summary");
    await screen.click("button", "Use it");
    await screen.shows("in the summary");
    await studio.shoot("context-summed-up");
    await studio.size(760);
    await studio.shoot("context-narrow");
    await studio.size(1_200);
    await screen.click("button", "Close the context");
  });

  test("budgets, and what they stop", async () => {
    await openUsage();
    await screen.shows("By conversation");
    await product.door.operation("budget.save", {
      day_nano_usd: 7 * CENT,
      month_nano_usd: 2_000 * CENT,
    });
    await studio.shoot("usage");
    await product.door.driver.executeScript(() =>
      document.getElementById("usage-days")?.scrollIntoView(),
    );
    await studio.shoot("usage-days");
    await studio.size(480);
    await studio.shoot("usage-narrow");
    await studio.size(1_200);
    await product.door.operation("budget.save", { day_nano_usd: CENT / 1_000 });
    await screen.click("link", "Which bread keeps longest?…");
    await write("One more thing");
    await screen.shows("It would not be sent.");
    await studio.shoot("budget-notice");
    await screen.click("button", "Send");
    await screen.shows("Nothing was sent.");
    await studio.shoot("budget-stop");
  });
});
