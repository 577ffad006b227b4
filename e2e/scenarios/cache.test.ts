import { Key } from "selenium-webdriver";
import { describe, expect, test } from "vitest";

import { seriousFindings } from "../harness/axe";
import { until } from "../harness/until";
import { reportOnFailure, useProduct } from "./product";

/** What the regions that speak to a screen reader have said, in order. */
const listen = () => {
  const heard: string[] = [];
  const regions = document.querySelectorAll("p[aria-live]");
  (window as unknown as { heard: string[] }).heard = heard;
  const take = (records: MutationRecord[]) => {
    for (const { target } of records) {
      const region = target.parentElement?.closest("p[aria-live]") ?? (target as Element);
      const text = region.textContent?.trim();
      if (text) heard.push(`${region.getAttribute("aria-live")}: ${text}`);
    }
  };
  for (const region of regions) {
    new MutationObserver(take).observe(region, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  }
};

describe("the answer cache", () => {
  const product = useProduct({ behind: "far-end" });
  const { screen } = product;
  const heard = () =>
    product.door.driver.executeScript<string[]>(
      () => (window as unknown as { heard: string[] }).heard,
    );
  const said = async (words: string): Promise<void> => {
    const isSaid = async () => (await heard()).some((each) => each.startsWith(words));
    await until(words, isSaid).catch(async (cause) => {
      throw new Error(`“${words}” is not said, but: ${JSON.stringify(await heard())}`, { cause });
    });
  };

  test("gives an answer again, says so, and is emptied by hand", async () => {
    reportOnFailure(product);
    const { door, farEnd } = product;
    await door.operation("model.list", { refresh: true });
    await screen.click("link", "Settings…");
    await screen.click("button", "Usage & budget");
    await screen.click("switch", "Give answers again from memory");
    await screen.shows("Nothing is kept now.");
    farEnd.answer = { text: "The moon pulls the sea." };
    for (const _ of ["asked", "given again"]) {
      await product.startNew();
      await product.send("Why are there tides?");
      await product.answer("The moon pulls the sea.");
      await product.settled();
    }
    const asked = farEnd.asked.filter(({ path }) => path.endsWith("/v1/messages"));
    expect(asked, "only the first was sent").toHaveLength(1);
    await screen.shows("From the cache, nothing was spent");
    await screen.click("button", "About this answer");
    await screen.shows("from memory, nobody was asked");
    await screen.press(Key.ESCAPE);
    for (const appearance of ["light", "dark"] as const) {
      await product.show(appearance);
      expect(await seriousFindings(door.driver), appearance).toEqual([]);
    }
    // Whoever wants another answer is given another.
    farEnd.answer = { text: "The sun pulls as well." };
    await screen.click("button", "Answer again");
    await product.answer("The sun pulls as well.");
    await product.settled();
    await screen.gone("button", "Stop");

    await screen.click("link", "Settings…");
    await screen.click("button", "Usage & budget");
    await screen.get("link", "Why are there tides?…");
    await until("what was saved", async () =>
      (await screen.text()).match(/Saved by it\s+\$0\.\d+/),
    );
    for (const appearance of ["light", "dark"] as const) {
      await product.show(appearance);
      expect(await seriousFindings(door.driver), appearance).toEqual([]);
    }
    await screen.click("button", "Empty the cache");
    const dialog = await screen.get("dialog", "Empty the answer cache?");
    await screen.clickOn(
      "Empty the cache",
      async () => (await screen.all("button", "Empty the cache", dialog))[0],
    );
    await until(
      "it is empty",
      async () => (await door.operation("cache.status", {})).entries === 0,
    );
    await screen.shows("Nothing is kept now.");
  });

  test("a screen reader hears how an answer goes, and none of its text", async () => {
    reportOnFailure(product);
    const { door, farEnd } = product;
    await product.startNew();
    await door.driver.executeScript(listen);
    farEnd.answer = { text: "Twelve hours and a little." };
    await product.send("How long between them?");
    await product.answer("Twelve hours");
    await product.settled();
    await said("polite: Answer complete, 5 words");
    const all = await heard();
    expect(all[0]).toBe("polite: Answering");
    expect(all.join(" ")).not.toContain("Twelve");
    farEnd.key = "another";
    await product.send("And on other planets?");
    await said("assertive: The answer failed");
    farEnd.key = "";
  });
});
