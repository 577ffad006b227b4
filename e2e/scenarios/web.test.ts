import { describe, expect, test } from "vitest";

import { seriousFindings } from "../harness/axe";
import { reportOnFailure, useProduct } from "./product";

describe("the web", () => {
  const product = useProduct({ behind: "simulator" });
  const { screen } = product;

  const ask = async (words: string) => {
    await product.send(words);
    await product.settled();
  };
  const clean = async (what: string) => {
    for (const appearance of ["light", "dark"] as const) {
      await product.show(appearance);
      expect(await seriousFindings(product.door.driver), `${what}, ${appearance}`).toEqual([]);
    }
  };
  const kinds = async () =>
    (await product.newest()).messages.flatMap(({ blocks }) => blocks).map(({ type }) => type);

  test("is off until it is switched on beside the message, which says what it costs", async () => {
    reportOnFailure(product);
    await ask("/simulate search");
    await screen.shows("does not offer it");
    expect(await kinds()).not.toContain("server_tool_use");
    await screen.click("switch", "Web search, $10.00 per 1,000 uses…");
    await screen.shows("$0.01 each");
    const { tools } = await product.door.operation("settings.get", {});
    expect([tools.web_search, tools.web_fetch]).toEqual([true, false]);
  });

  test("is searched, shown with its sources, and opened on demand", async () => {
    reportOnFailure(product);
    await product.startNew();
    await ask("/simulate search");
    await screen.shows("Searched for “lighthouses of the North Sea”");
    await screen.shows("Roter Sand, a lighthouse");
    await screen.click("button", "Searched for…");
    await screen.shows("How to keep a light");
    await screen.shows("3 days ago");
    expect(await kinds()).toContain("web_search_tool_result");
    await clean("a search, opened");
  });

  test("goes on after a pause, and says why a search came to nothing", async () => {
    reportOnFailure(product);
    await product.startNew();
    await ask("/simulate search pause");
    await screen.shows("Goes on below");
    await screen.shows("Roter Sand, a lighthouse");
    await product.startNew();
    await ask("/simulate search busy");
    await screen.shows("asked too often");
    await clean("a search that failed");
  });

  test("leads nowhere by what is hostile", async () => {
    reportOnFailure(product);
    await product.startNew();
    await ask("/simulate search hostile");
    await screen.click("button", "Searched for…");
    await screen.shows("<img src=x onerror=alert(1)>");
    const found = await product.door.driver.executeScript<unknown[]>(() => [
      document.querySelectorAll("[data-web] :is(img, script, a, [href])").length,
      [...document.querySelectorAll<HTMLElement>("[data-web] [role=link]")].map(({ title }) =>
        title.slice(0, 40),
      ),
    ]);
    expect(found).toEqual([0, ["https://lights.example.com/roter-sand"]]);
  });
});
