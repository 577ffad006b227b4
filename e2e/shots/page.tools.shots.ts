import { Key } from "selenium-webdriver";
import { describe, test } from "vitest";

import { useProduct } from "../scenarios/product";
import { Studio } from "./studio";

const GREET = `//! Greets.

fn greet(name: &str) -> String {
    format!("Hello, {name}.")
}

${Array.from({ length: 40 }, (_, at) => `const LINE_${at}: u32 = ${at};`).join("\n")}
`;

describe("applying a block of code, in a browser", () => {
  const product = useProduct({
    behind: "simulator",
    prepare: async (place) => {
      place.write("home/project/src/greet.rs", GREET);
      place.write("home/project/src/twice.py", "class A: pass\n");
      place.write("home/project/README.md", "# Greetings\n");
    },
  });
  const { screen } = product;
  const studio = new Studio(product);

  test("folder, file, difference, refusal, narrow; the list of edits", async () => {
    await product.startNew();
    await product.send("/simulate code");
    await product.settled();
    await studio.shoot("apply-block");
    await screen.click("button", "Apply to a file");
    const path = await screen.get("combobox", "Open the folder of your project");
    await path.sendKeys("~/pro");
    await screen.get("option", "…/project");
    await studio.shoot("apply-folder");
    await path.clear();
    await path.sendKeys("/", Key.ENTER);
    await screen.shows("is the whole disk");
    await studio.shoot("apply-folder-refused");
    await path.clear();
    await path.sendKeys("~/project", Key.ENTER);
    await screen.get("region", "Changes to src/greet.rs");
    await studio.shoot("apply-difference");
    await studio.size(720, 640);
    await studio.shoot("apply-difference-narrow");
    await studio.size(1200, 800);
    await screen.click("button", "Choose another");
    await screen.get("option", "src/greet.rs");
    const file = await screen.get("combobox", "File");
    await file.clear();
    await file.sendKeys("s");
    await screen.get("option", "src/twice.py");
    await studio.shoot("apply-file");
    await file.sendKeys("zzz");
    await screen.shows("No file has these letters");
    await studio.shoot("apply-file-none");
    await file.clear();
    await file.sendKeys("readme", Key.ENTER);
    await screen.shows("This block cannot be applied");
    await studio.shoot("apply-refused");
    await screen.click("button", "Choose another");
    await (await screen.get("combobox", "File")).clear();
    await (await screen.get("combobox", "File")).sendKeys("greet", Key.ENTER);
    await screen.get("region", "Changes to src/greet.rs");
    await screen.click("button", "Apply");
    await screen.shows("src/greet.rs was changed");
    await studio.shoot("apply-done");
    await screen.click("button", "Undo");
    await screen.shows("is as it was before");
    await screen.click("link", "Settings…");
    await screen.click("button", "Files");
    await screen.shows("Taken back");
    await studio.shoot("settings-files-full");
  });
});

describe("tools, in a browser", () => {
  const product = useProduct({ behind: "simulator" });
  const { screen } = product;
  const studio = new Studio(product);

  test("the math notebook: off, on, each of its views, running, failed, narrow", async () => {
    await product.composer();
    await studio.size(1200, 1000);
    await screen.click("switch", "Math notebook…");
    await screen.shows("Math notebook +");
    const words = ["game", "degenerate", "trajectory", "metrics", "zeckendorf", "correlated"];
    const more = ["long", "sequence", "wrong", "divergence", "distance", "both"];
    for (const word of [...words, ...more]) {
      await product.startNew();
      await product.send(`/simulate math ${word}`);
      await product.settled();
      await studio.shoot(`notebook-${word}`);
    }
    await screen.click("link", "/simulate math game");
    await screen.click("button", "Change the numbers");
    await screen.fill("Opera, Football: the row player’s payoff", "4");
    await screen.shows("1 equilibrium");
    await studio.shoot("notebook-changed");
    await studio.size(720, 640);
    await studio.shoot("notebook-narrow");
    await screen.click("button", "Done");
    await product.door.driver.executeScript(() =>
      document.querySelector("[data-tool]")?.scrollIntoView({ block: "start" }),
    );
    await studio.shoot("notebook-narrow-game");
    await screen.click("link", "/simulate math trajectory");
    await studio.shoot("notebook-narrow-trajectory");
    await studio.size(1200, 1000);
    await product.startNew();
    await product.send("/simulate math slow");
    await screen.shows("Running");
    await studio.shoot("notebook-running");
    await screen.click("button", "Stop");
    await screen.get("button", "Continue");
    await studio.shoot("notebook-stopped");
    await screen.click("link", "Settings…");
    await screen.click("button", "Chat");
    await studio.shoot("settings-tools");
  });
});
