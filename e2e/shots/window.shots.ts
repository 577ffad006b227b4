import { describe, test } from "vitest";

import { MOD } from "../harness/screen";
import { useProduct } from "../scenarios/product";
import { fillSidebar, IMAGES, Studio } from "./studio";

describe("the real window", () => {
  const product = useProduct({
    behind: "settings",
    start: "first-run",
    prepare: async (place) => {
      place.write("home/greetings/src/greet.rs", GREET);
    },
  });
  const { screen } = product;
  const studio = new Studio(product);

  test("is pictured for the documents, with answers that say they are simulated", async () => {
    await screen.get("heading", "Welcome to Atelier", 30_000);
    await studio.size(1180);
    await studio.shoot("onboarding", IMAGES);
    const { endpoint } = await product.door.operation("settings.get", {});
    await product.door.operation("settings.save", {
      endpoint: { ...endpoint, kind: "simulator", base_url: null },
      onboarded: true,
    });
    await product.door.operation("store.keep", {});
    await product.composer();
    await studio.shoot("empty", IMAGES);
    await fillSidebar(product);
    await product.send("What can an answer look like?");
    await product.settled(60_000);
    await studio.shoot("window", IMAGES);
    await product.door.driver.executeScript(scrollToTop);
    await studio.shoot("answer", IMAGES);
    await product.startNew();
    await product.door.operation("settings.save", {
      tools: { math_notebook: true, web_search: false, web_fetch: false },
    });
    await product.send("/simulate math");
    await product.settled(60_000);
    await screen.get("region", "Equilibrium E3…");
    await studio.shoot("notebook", IMAGES);
    await product.startNew();
    const folder = product.door.place.at("home/greetings");
    await product.door.operation("folder.open", { path: folder });
    await product.send("/simulate code");
    await product.settled(60_000);
    await screen.click("button", "Apply to a file");
    await screen.get("region", "Changes to src/greet.rs");
    await studio.shoot("apply", IMAGES);
    await screen.click("button", "Cancel");
    await screen.press(MOD, ",");
    await screen.click("button", "Account & keys");
    await screen.get("heading", "Account & keys");
    await studio.shoot("settings", IMAGES);
  });
});

const GREET = `//! Greets.

fn greet(name: &str) -> String {
    format!("Hello, {name}.")
}

fn part(name: &str) -> String {
    format!("Goodbye, {name}.")
}
`;

/** Shows the beginning of the conversation, as a person does who scrolls up. */
function scrollToTop(): void {
  let scroller: Element | null = document.querySelector("article");
  while (scroller && scroller.scrollHeight <= scroller.clientHeight + 1)
    scroller = scroller.parentElement;
  scroller?.dispatchEvent(new WheelEvent("wheel", { deltaY: -10, bubbles: true }));
  scroller?.scrollTo(0, 0);
}
