import { Key } from "selenium-webdriver";
import { describe, expect, test } from "vitest";

import { seriousFindings } from "../harness/axe";
import { until } from "../harness/until";
import { readingSession, takeInHistory } from "./histories";
import { type Product, reportOnFailure, useProduct } from "./product";

describe("the detail of answers", () => {
  const product = useProduct({ behind: "simulator" });
  const { screen } = product;

  const keys = () => screen.press(Key.CONTROL, "o");
  const setTo = (detail: string) =>
    until(`it is ${detail}`, async () => {
      const settings = await product.door.operation("settings.get", {});
      return settings.transcript === detail;
    });

  test("goes by keys from folded to opened to the answers alone", async () => {
    reportOnFailure(product);
    await screen.click("switch", "Math notebook…");
    await screen.shows("Math notebook +");
    await product.startNew();
    await product.send("/simulate math");
    await product.settled();
    await screen.shows("3 equilibria: 2 pure, 1 mixed");
    expect(await screen.text()).not.toContain("row_payoffs");
    await keys();
    await setTo("everything");
    await screen.shows("row_payoffs");
    await keys();
    await setTo("summary");
    await screen.get("button", "1 step…");
    await until("the tool is folded away", async () => {
      const text = await screen.text();
      return !text.includes("row_payoffs") && !text.includes("3 equilibria");
    });
    for (const appearance of ["light", "dark"] as const) {
      await product.show(appearance);
      expect(await seriousFindings(product.door.driver), appearance).toEqual([]);
    }
    await screen.click("button", "1 step…");
    await screen.shows("3 equilibria: 2 pure, 1 mixed");
  });

  test("is chosen from the conversation, and in the settings", async () => {
    reportOnFailure(product);
    await screen.click("button", "Detail of answers…");
    await screen.click("menuitem", "Normal…");
    await setTo("normal");
    await screen.click("link", "Settings…");
    await screen.click("button", "Chat");
    const choice = await screen.get("combobox", "Detail of answers");
    await choice.sendKeys("Everything");
    await setTo("everything");
  });
});

/** Scrolls to the beginning of a conversation, as a person does: the end is let go of. */
const toTop = (product: Product): Promise<void> =>
  product.door.driver.executeScript(() => {
    const list = document.querySelector("[data-messages]");
    list?.dispatchEvent(new WheelEvent("wheel", { deltaY: -100, bubbles: true }));
    list?.scrollTo(0, 0);
  });

describe("calls of one tool in a row", () => {
  const product = useProduct({
    prepare: async (place) => {
      place.write("home/Downloads/reading.json", readingSession());
    },
  });
  const { screen } = product;

  test("are one line that opens, and what is read stays where it is", async () => {
    reportOnFailure(product);
    await takeInHistory(product, "Downloads/reading.json", 1);
    await screen.click("link", "Where is the greeting written?");
    await screen.shows("Paragraph 59");
    await toTop(product);
    await screen.get("button", "Read 4 files");
    expect(await screen.all("region", "Tool: Read")).toEqual([]);
    await screen.click("button", "Read 4 files");
    await screen.get("region", "Tool: Read");

    const top = () =>
      product.door.driver.executeScript<number | null>(() => {
        const line = [...document.querySelectorAll("[data-messages] p")].find(({ textContent }) =>
          textContent?.startsWith("Paragraph 30:"),
        );
        return line ? line.getBoundingClientRect().top : null;
      });
    const bring = () =>
      product.door.driver.executeScript(() => {
        const line = [...document.querySelectorAll("[data-messages] p")].find(({ textContent }) =>
          textContent?.startsWith("Paragraph 30:"),
        );
        line?.scrollIntoView({ block: "start" });
      });
    // Until all is measured, WebKit moves it once more.
    let before = Number.NaN;
    await until("the paragraph stands still in view", async () => {
      const earlier = before;
      await bring();
      before = (await top()) ?? Number.NaN;
      return before === earlier && before < 200;
    });
    for (const detail of ["everything", "summary", "normal"] as const) {
      await screen.press(Key.CONTROL, "o");
      await until(`it is ${detail}`, async () => {
        const settings = await product.door.operation("settings.get", {});
        return settings.transcript === detail;
      });
      await until(`what is read is where it was: ${detail}`, async () => {
        const now = await top();
        return now !== null && Math.abs(now - before) < 4;
      });
    }
  });
});

describe("what was sent", () => {
  const product = useProduct({ behind: "far-end" });

  test("is shown word for word, without the key", async () => {
    reportOnFailure(product);
    const { screen, farEnd } = product;
    await product.startNew();
    await product.send("The secret word is marmalade.");
    await product.settled();
    const body = farEnd.asked.at(-1)?.body ?? "";
    const { id, messages } = await product.newest();
    const told = await product.door.operation("message.request", {
      conversation_id: id,
      message_id: messages.at(-1)?.id ?? "",
      whole: true,
    });
    expect(told.sent?.body).toBe(body);
    await screen.click("button", "About this answer");
    await screen.click("button", "What was sent");
    await screen.get("heading", "What was sent");
    await screen.shows("the key, which is not shown");
    await screen.shows("/v1/messages");
    await screen.shows("The secret word is marmalade.");
    for (const appearance of ["light", "dark"] as const) {
      await product.show(appearance);
      expect(await seriousFindings(product.door.driver), appearance).toEqual([]);
    }
    await screen.click("button", "Close");
  });
});
