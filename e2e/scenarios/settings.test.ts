import { describe, expect, test } from "vitest";

import { seriousFindings } from "../harness/axe";
import { MOD } from "../harness/screen";
import { until } from "../harness/until";
import { reportOnFailure, useProduct } from "./product";

describe("the settings", () => {
  const product = useProduct({ behind: "simulator" });
  const { screen } = product;

  const surface = () =>
    product.door.driver.executeScript<{ theme: string; background: string; text: string }>(() => {
      const { backgroundColor, color } = getComputedStyle(document.documentElement);
      const theme = document.documentElement.dataset["theme"] ?? "";
      return { theme, background: backgroundColor, text: color };
    });

  // rows: 3.008, 3.167
  test("change the theme at once, without a button to save", async () => {
    reportOnFailure(product);
    await screen.press(MOD, ",");
    await screen.click("button", "Appearance");
    await screen.click("radio", "Light…");
    await until("light", async () => (await surface()).theme === "light");
    const light = await surface();
    await screen.click("radio", "Dark…");
    await until("dark", async () => (await surface()).theme === "dark");
    const dark = await surface();
    expect(dark.background).not.toBe(light.background);
    expect(dark.text).not.toBe(light.text);
    const kept = async () => (await product.door.operation("settings.get", {})).appearance;
    await until("it is kept", async () => (await kept()) === "dark");
  });

  test("take effect in the chat, and are found by a search", async () => {
    reportOnFailure(product);
    await screen.fill("Search settings", "longest");
    await screen.click("button", "Longest message…");
    await screen.fill("Longest message", "10");
    await screen.press("\uE004");
    const kept = async () => (await product.door.operation("settings.get", {})).message_limit;
    await until("it is kept", async () => (await kept()) === 10);
    await screen.press(MOD, "n");
    const field = await product.composer();
    await field.sendKeys("eleven chars");
    await screen.shows("2 characters too many.");
    expect(await (await screen.get("button", "Send")).isEnabled()).toBe(false);
    await field.clear();
  });

  // rows: 0.06
  test("are the same after a restart", async () => {
    reportOnFailure(product);
    const before = await product.door.operation("settings.get", {});
    expect(before).toMatchObject({ appearance: "dark", message_limit: 10 });
    await product.door.quit();
    await product.door.start();
    await product.composer();
    expect(await product.door.operation("settings.get", {})).toEqual(before);
    expect((await surface()).theme).toBe("dark");
  });

  test("say what Atelier itself takes: its start, its processor time, its memory", async () => {
    reportOnFailure(product);
    await screen.press(MOD, ",");
    await screen.click("button", "Diagnostics");
    await screen.get("heading", "Own weight");
    const facts = () =>
      product.door.driver.executeScript<Record<string, string>>(() =>
        Object.fromEntries(
          [...document.querySelectorAll("#weight dl > div")].map((it) => [
            it.querySelector("dt")?.textContent ?? "",
            it.querySelector("dd")?.textContent ?? "",
          ]),
        ),
      );
    const told = await facts();
    const where = product.door.kind === "window" ? "From the start" : "From opening this page";
    expect(told[`${where} until something was seen`]).toMatch(/^[\d.]+ m?s$/);
    expect(told["From the start until it answered"]).toMatch(/^[\d.]+ m?s$/);
    expect(told["Processor time of the core"]).toMatch(/^[\d.]+ m?s$/);
    expect(told["Processor time of what it started"]).toMatch(/^[\d.]+ m?s$/);
    await screen.shows("of one processor over the last");
    expect(await seriousFindings(product.door.driver), "the diagnostics").toEqual([]);
  });

  test("follow what another program changes, without a reload", async () => {
    reportOnFailure(product);
    await product.door.operation("settings.save", { appearance: "light" });
    await until("light", async () => (await surface()).theme === "light");
  });
});
