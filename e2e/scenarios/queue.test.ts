import { Key } from "selenium-webdriver";
import { describe, expect, test } from "vitest";

import { seriousFindings } from "../harness/axe";
import { MOD } from "../harness/screen";
import { until } from "../harness/until";
import { reportOnFailure, useProduct } from "./product";

const SLOW = { text: "word ".repeat(400), piece: 5, every: 20 };

describe("while an answer arrives", () => {
  const product = useProduct({ behind: "far-end" });
  const { screen } = product;
  const said = async () =>
    (await product.newest()).messages
      .filter(({ role }) => role === "user")
      .map(({ blocks }) => (blocks[0]?.type === "text" ? blocks[0].text : ""));
  const write = async (text: string, ...keys: string[]) => {
    const field = await product.composer();
    await field.click();
    await field.sendKeys(text);
    await screen.press(...keys);
  };

  test("messages wait on cards, and go in their order", async () => {
    reportOnFailure(product);
    product.farEnd.answer = SLOW;
    await product.send("First");
    await product.answer("word word");
    await write("Second", Key.ENTER);
    await write("Third", Key.ENTER);
    await screen.get("region", "Waiting to be sent");
    await until("both wait", async () => (await screen.all("button", "Take out")).length === 2);
    expect(await seriousFindings(product.door.driver)).toEqual([]);
    await screen.clickOn("Later", async () => (await screen.all("button", "Later"))[0]);
    await until("the order has changed", async () => {
      const cards = await screen.get("region", "Waiting to be sent");
      const shown = await screen.textOf(cards);
      return shown.includes("Second") && shown.indexOf("Third") < shown.indexOf("Second");
    });
    product.farEnd.answer = { text: "A short answer." };
    await until("all went", async () => (await said()).length === 3, 30_000);
    expect(await said()).toEqual(["First", "Third", "Second"]);
    await product.settled();
    await product.answer("A short answer.");
  });

  test("one is sent at once, and what had arrived is kept", async () => {
    reportOnFailure(product);
    product.farEnd.answer = SLOW;
    await product.send("Tell me all of it");
    await product.answer("word word");
    product.farEnd.answer = { text: "Only this, then." };
    await write("Only the end", MOD, Key.ENTER);
    await product.answer("Only this, then.");
    await product.settled();
    const { messages } = await product.newest();
    expect(messages.at(-3)?.state).toBe("incomplete");
    expect((await said()).at(-1)).toBe("Only the end");
  });

  test("a stop holds back what waits, until the person sends it", async () => {
    reportOnFailure(product);
    product.farEnd.answer = SLOW;
    await product.send("Again, at length");
    await product.answer("word word");
    await write("Afterwards", Key.ENTER);
    await screen.get("button", "Take out");
    await screen.click("button", "Stop");
    await screen.shows("Held back: the answer before was stopped.");
    product.farEnd.answer = { text: "Here it is." };
    await screen.click("button", "Send now");
    await product.answer("Here it is.");
    await product.settled();
  });

  test("an answer goes on while the page is loaded again, and is shown from its beginning", async () => {
    reportOnFailure(product);
    product.farEnd.answer = {
      text: `Beginning. ${"word ".repeat(200)}The end.`,
      piece: 5,
      every: 20,
    };
    await product.send("A long one, please");
    await product.answer("Beginning.");
    await product.door.driver.navigate().refresh();
    await screen.get("button", "Stop", 30_000);
    await product.answer("Beginning.");
    await product.answer("The end.", 30_000);
    await product.settled();
    expect((await product.newest()).messages.at(-1)?.state).toBe("complete");
  });

  test("something is asked aside, and the conversation never hears of it", async () => {
    reportOnFailure(product);
    const before = await product.newest();
    product.farEnd.answer = { text: "An answer aside." };
    await screen.click("button", "Ask aside");
    await (await screen.get("textbox", "Question")).sendKeys("What was this about?", Key.ENTER);
    await screen.shows("An answer aside.");
    const asked = product.farEnd.asked.findLast(({ path }) => path.endsWith("/v1/messages"));
    expect(asked?.body).toContain("A long one, please");
    await screen.press(Key.ESCAPE);
    await screen.gone("textbox", "Question");
    expect(await product.newest()).toEqual(before);
    expect(await screen.text()).not.toContain("An answer aside.");
  });
});
