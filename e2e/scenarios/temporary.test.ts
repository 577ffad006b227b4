import { Key } from "selenium-webdriver";
import { describe, expect, test } from "vitest";

import { seriousFindings } from "../harness/axe";
import { filesHolding } from "../harness/files";
import { MOD } from "../harness/screen";
import { until } from "../harness/until";
import { reportOnFailure, useProduct } from "./product";

const SECRET = "zirkonsand-4711";

describe("a temporary conversation", () => {
  const product = useProduct({ behind: "far-end" });
  const { screen } = product;
  const door = () => product.door;
  const temporary = () => door().operation("temporary.list", {});
  const kept = async () => (await door().operation("conversation.list", {})).items;
  const write = async (text: string) => {
    const field = await product.composer();
    await field.click();
    await field.sendKeys(text);
  };

  test("takes what is typed along, is marked in words, and leaves nothing when it ends", async () => {
    reportOnFailure(product);
    product.farEnd.answer = { text: "Between us: yes." };
    await product.startNew();
    const before = (await kept()).length;
    await write(`Is it ${SECRET}?`);
    await screen.click("button", "Temporary");
    const bar = await screen.get("region", "Temporary conversation");
    expect(await screen.textOf(bar)).toContain("Temporary: nothing of this is kept.");
    await until("what was typed is there", async () =>
      (await (await product.composer()).getAttribute("value"))?.includes(SECRET),
    );
    expect((await door().operation("draft.get", {})).text, "it is no draft any more").toBe("");
    await screen.click("button", "Send");
    await product.answer("Between us");
    await screen.get("region", "Temporary conversations");
    expect(await seriousFindings(door().driver)).toEqual([]);
    expect(await kept(), "it is in no list").toHaveLength(before);
    const found = await door().operation("search.find", { query: SECRET });
    expect(found.conversations).toEqual([]);
    const [one] = await temporary();
    expect(one?.title).toContain(SECRET);

    // It is there as long as Atelier is, whatever becomes of the page.
    await door().driver.navigate().refresh();
    await product.answer("Between us");
    await screen.click("button", "End it");
    await screen.get("dialog", "End this temporary conversation?");
    expect(await seriousFindings(door().driver)).toEqual([]);
    await screen.clickOn("End it", async () => (await screen.all("button", "End it")).at(-1));
    await until("it is gone", async () => (await temporary()).length === 0);
    await screen.gone("region", "Temporary conversations");
    await screen.gone("region", "Temporary conversation");
    expect(filesHolding(door().place.root, SECRET)).toEqual([]);
    const [spent] = await door().operation("usage.by_conversation", {});
    expect(spent?.title ?? null, "its cost has no title").toBeNull();
  });

  test("begins by its keys, and can be kept after all", async () => {
    reportOnFailure(product);
    product.farEnd.answer = { text: "Worth keeping." };
    await product.startNew();
    await screen.press(MOD, Key.SHIFT, "e");
    await screen.get("region", "Temporary conversation");
    await write("Tell me something good");
    await screen.click("button", "Send");
    await product.answer("Worth keeping");
    await screen.gone("button", "Stop");
    await screen.click("button", "Keep it");
    await screen.gone("region", "Temporary conversation");
    await until("it is kept", async () =>
      (await kept()).some(({ title }) => title === "Tell me something good"),
    );
    expect(await temporary()).toEqual([]);
    await product.answer("Worth keeping");
    await screen.get("link", "Tell me something good");
  });

  test("is gone after a kill, and the program says so plainly", async () => {
    reportOnFailure(product);
    product.farEnd.answer = { text: "word ".repeat(400), piece: 5, every: 20 };
    await product.startNew();
    await screen.click("button", "Temporary");
    await screen.get("region", "Temporary conversation");
    await write(`${SECRET}, once more`);
    await screen.click("button", "Send");
    await product.answer("word word");
    await door().kill();
    expect(filesHolding(door().place.root, SECRET)).toEqual([]);
    await door().start();
    await product.composer();
    expect(await temporary()).toEqual([]);
    expect((await kept()).map(({ title }) => title).join()).not.toContain(SECRET);
  });
});
