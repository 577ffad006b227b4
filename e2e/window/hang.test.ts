import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { until } from "../harness/until";
import { Display, KEYSYM } from "../harness/x11";
import { fenced } from "../scenarios/fenced";
import { reportOnFailure, useProduct } from "../scenarios/product";

const QUESTION = "This window does not answer";

describe("a page that does not answer", () => {
  const product = useProduct({ behind: "far-end" });
  const { screen } = product;
  let display: Display;
  beforeEach(async () => {
    display = await Display.open(product.door.env["DISPLAY"] ?? "");
  });
  afterEach(() => display.close());

  const isAsked = async () => (await display.windowsNamed(QUESTION)).length > 0;
  /** Does what shows the engine that a person wants something of the page, until the question is there. */
  const asked = () =>
    until(
      "the question",
      async () => {
        await display.press(KEYSYM.shift);
        return isAsked();
      },
      30_000,
    );
  const gone = () => until("the question goes", async () => !(await isAsked()));
  /** Keeps the page busy for some seconds, and marks it. */
  const busy = () =>
    product.door.driver.executeScript(() => {
      document.body.dataset["marked"] = "";
      setTimeout(() => {
        const end = Date.now() + 8_000;
        while (Date.now() < end);
      }, 200);
    });
  const isMarked = () =>
    product.door.driver.executeScript<boolean>(() => "marked" in document.body.dataset);

  test("is asked about, until it answers again", async () => {
    reportOnFailure(product);
    await busy();
    await asked();
    await gone();
    expect(await isMarked(), "it is the same page").toBe(true);
  });

  test("is left alone where a person waits", async () => {
    reportOnFailure(product);
    await busy();
    await asked();
    // What changes nothing has the focus.
    await display.press(KEYSYM.enter);
    await gone();
    expect(await isMarked(), "it is the same page").toBe(true);
  });

  test("is loaded anew where a person says so, and nothing is lost", async () => {
    reportOnFailure(product);
    await product.door.operation("settings.save", { artifacts: true });
    const code = "<p>Endless</p><script>setTimeout(() => { for (;;); }, 500)</script>";
    product.farEnd.answer = { text: `${fenced("html", code)}\n\nfin` };
    await product.startNew();
    await product.send("Make it");
    await product.settled();
    await (await product.composer()).sendKeys("Not sent yet");
    await until("the draft is kept", async () => {
      const { id } = await product.newest();
      const draft = await product.door.operation("draft.get", { conversation_id: id });
      return draft.text === "Not sent yet";
    });
    const run = await screen.get("button", "Run");
    await product.door.driver.executeScript((it: HTMLElement) => it.click(), run);
    await asked();
    await display.press(KEYSYM.tab);
    await display.press(KEYSYM.enter);
    await gone();
    // The engine ends the driver's session with the process; the page shows by what it asks that it is back.
    await until("the conversation is read by the page that came", () => {
      const [, since = ""] = product.door.log.split("loading anew");
      return since.includes('operation="conversation.messages" origin=window:main');
    });
    await product.door.quit();
    await product.door.start();
    await screen.click("link", "Make it");
    await product.answer("fin");
    await until("the draft is there", async () => {
      const field = await product.composer();
      return (await field.getAttribute("value")) === "Not sent yet";
    });
    await screen.get("button", "Run");
  });
});
