import { describe, expect, test } from "vitest";

import { seriousFindings } from "../harness/axe";
import { until } from "../harness/until";
import { reportOnFailure, useProduct } from "./product";

const DOLLAR = 1_000_000_000;

describe("what answers cost", () => {
  const product = useProduct({ behind: "far-end" });

  test("is said before sending, counted after it, and shown by day, model and conversation", async () => {
    reportOnFailure(product);
    const { screen, door, farEnd } = product;
    await door.operation("model.list", { refresh: true });
    await product.startNew();
    const field = await product.composer();
    await field.click();
    await field.sendKeys("How much is this?");
    await until("the meter", async () => (await screen.text()).match(/< 1%\s+≈ (< )?\$0\.\d+/));
    expect(farEnd.counted, "nothing leaves before it is wanted").toBe(0);
    await screen.click("button", "Context. The…");
    await until("the endpoint counts it", () => farEnd.counted > 0);
    await screen.click("button", "Close the context");
    await screen.click("button", "Send");
    await product.answer("An answer.");
    await product.settled();
    await until("the cost of today", async () => (await screen.text()).match(/Today \$0\.\d+/));
    await screen.click("link", "Today…");
    await screen.shows("By conversation");
    const chart = await door.driver.executeScript<string>(
      () => document.querySelector("svg[role=img] title")?.textContent ?? "",
    );
    expect(chart).toMatch(/Cost of each day.*The most was/);
    const page = await screen.text();
    for (const appearance of ["light", "dark"] as const) {
      await product.show(appearance);
      expect(await seriousFindings(product.door.driver), appearance).toEqual([]);
    }
    expect(page).toContain("claude-opus-5-5");
    expect(page).toContain("How much is this?");
  });

  test("is stopped by a budget before it leaves, and passes where a person says so", async () => {
    reportOnFailure(product);
    const { screen, door, farEnd } = product;
    await door.operation("budget.save", { day_nano_usd: DOLLAR / 100_000 });
    await product.startNew();
    const asked = farEnd.asked.length;
    const field = await product.composer();
    await field.click();
    await field.sendKeys("One more");
    await until("the warning", async () => (await screen.text()).includes("It would not be sent."));
    await screen.click("button", "Send");
    await until("the refusal", async () => (await screen.text()).includes("Nothing was sent."));
    expect(farEnd.asked.length).toBe(asked);
    expect(await screen.text()).toContain("One more");
    await screen.click("button", "Allow once");
    await product.answer("An answer.");
    expect(farEnd.asked.length).toBe(asked + 1);
    await door.operation("budget.save", { day_nano_usd: null });
  });
});
