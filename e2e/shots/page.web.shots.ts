import { describe, test } from "vitest";

import { useProduct } from "../scenarios/product";
import { Studio } from "./studio";

describe("the web, in a browser", () => {
  const product = useProduct({ behind: "simulator" });
  const { screen } = product;
  const studio = new Studio(product);

  test("switches, a search, a page, failures, a pause, the settings", async () => {
    await product.startNew();
    await studio.shoot("web-switches-off");
    const tools = { math_notebook: true, web_search: true, web_fetch: true };
    await product.door.operation("settings.save", { tools });
    await screen.shows("$0.01 each");
    await product.send("/simulate search");
    await product.settled();
    await studio.shoot("web-search");
    await screen.click("button", "Searched for…");
    await screen.shows("How to keep a light");
    await studio.shoot("web-search-open");
    await studio.size(720, 640);
    await studio.shoot("web-search-narrow");
    await studio.size(1200, 800);
    await product.send("/simulate fetch");
    await product.settled();
    await screen.click("button", "Read page…");
    await studio.shoot("web-page");
    await product.startNew();
    await product.send("/simulate search limit");
    await product.settled();
    await studio.shoot("web-failed");
    await product.startNew();
    await product.send("/simulate search hostile");
    await product.settled();
    await screen.click("button", "Searched for…");
    await studio.shoot("web-hostile");
    await product.startNew();
    await product.send("/simulate search pause");
    await product.settled();
    await studio.shoot("web-pause");
    await screen.click("link", "Settings…");
    await screen.click("button", "Chat");
    await screen.shows("Only these domains");
    await product.door.driver.executeScript(() =>
      document.querySelector("#tools")?.scrollIntoView(),
    );
    await studio.shoot("web-settings");
  });
});
