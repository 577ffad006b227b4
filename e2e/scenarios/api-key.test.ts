import { describe, expect, inject, test } from "vitest";

import { filesHolding } from "../harness/files";
import { everythingKept } from "../harness/in-page";
import { MOD } from "../harness/screen";
import { KEY, reportOnFailure, useProduct } from "./product";

const PASSPHRASE = "four made-up words together";
/** The page runs where no keychain is, as on a server; the window has one. */
const keychain = inject("door") === "window" ? "unlocked" : "none";

describe("the API key", () => {
  const product = useProduct({ behind: "far-end", start: "first-run", keychain });
  const { screen } = product;

  // rows: 3.070
  test("is refused in words when the endpoint does not take it", async () => {
    reportOnFailure(product);
    product.farEnd.key = KEY;
    await screen.click("button", "Continue");
    if (keychain === "none") {
      await screen.shows("This computer offers no keychain.");
      await screen.fill("Passphrase", PASSPHRASE);
      await screen.fill("The same again", PASSPHRASE);
      await screen.click("button", "Use a sealed file");
    }
    const field = await screen.get("textbox", "API key");
    expect(await field.getAttribute("type"), "it is masked").toBe("password");
    await screen.fill("API key", `${KEY.slice(0, -4)}0000`);
    await screen.click("button", "Save and test");
    await screen.shows("The key is saved, but it could not be used", 30_000);
    await screen.shows("This key opens nothing here.");
  });

  // rows: 3.015, 3.030, 3.094
  test("is kept, tried live, and shown by its last four characters only", async () => {
    reportOnFailure(product);
    await screen.click("button", "Replace");
    await screen.fill("API key", KEY);
    await screen.click("button", "Save and test");
    await screen.shows("The key works and opens 1 model.", 30_000);
    await screen.shows(`Ends in ${KEY.slice(-4)}`);
    expect(product.farEnd.asked.at(-1)?.key, "the endpoint got the key").toBe(KEY);
    await screen.click("button", "Continue");
    await screen.click("button", "Start");
    await product.send("Is the key in use?");
    await product.answer("An answer.");
    await product.settled();
    expect(product.farEnd.asked.findLast(({ path }) => path.startsWith("/v1/messages"))?.key).toBe(
      KEY,
    );
  });

  // rows: 3.083, 3.145
  test("is nowhere in the page, its storage, its address or its cookies", async () => {
    reportOnFailure(product);
    await screen.press(MOD, ",");
    await screen.click("button", "Account & keys");
    await screen.shows(`Ends in ${KEY.slice(-4)}`);
    const kept = await product.door.driver.executeScript<string>(everythingKept);
    expect(kept.includes(KEY), "the whole key").toBe(false);
    expect(kept.includes(KEY.slice(8, 40)), "a part of the key").toBe(false);
    const cookies = await product.door.driver.manage().getCookies();
    expect(cookies, "there are no cookies at all").toEqual([]);
  });

  // rows: 3.002, 3.079, 3.081, 3.140
  test("is in no answer of any operation", async () => {
    reportOnFailure(product);
    const { door } = product;
    const { id } = await product.newest();
    const answers = [
      await door.operation("secret.status", {}),
      await door.operation("secret.verify", {}),
      await door.operation("settings.get", {}),
      await door.operation("conversation.list", {}),
      await door.operation("conversation.messages", { id }),
      await door.operation("model.list", {}),
      await door.operation("health.get", {}),
      await door.operation("metrics.get", {}),
      await door.operation("operation.list", {}),
      await door.operation("store.status", {}),
    ];
    const text = JSON.stringify(answers);
    expect(text.includes(KEY.slice(8, 40))).toBe(false);
    expect(text, "the last four are what may be shown").toContain(KEY.slice(-4));
  });

  // rows: 4.097
  test("is in no file that the product keeps, and in nothing that it prints", async () => {
    reportOnFailure(product);
    const part = Buffer.from(KEY.slice(8, 40));
    expect(filesHolding(product.door.place.root, part)).toEqual([]);
    expect(product.door.log.includes(KEY.slice(8, 40)), "its log").toBe(false);
  });
});
