import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { Key } from "selenium-webdriver";
import { describe, expect, test } from "vitest";

import { seriousFindings } from "../harness/axe";
import { until } from "../harness/until";
import { reportOnFailure, useProduct } from "./product";

const BEFORE = `//! Greets.\r
\r
fn greet(name: &str) -> String {\r
    format!("Hello, {name}.")\r
}\r
\r
fn part(name: &str) -> String {\r
    format!("Goodbye, {name}.")\r
}\r
`;
const AFTER = BEFORE.replace("Hello", "Good morning");

describe("a block of code of an answer", () => {
  const product = useProduct({
    behind: "simulator",
    prepare: async ({ root }) => {
      mkdirSync(join(root, "home/project/src"), { recursive: true });
      writeFileSync(join(root, "home/project/src/greet.rs"), BEFORE, { mode: 0o640 });
      writeFileSync(join(root, "home/project/README.md"), "# Greetings\n");
    },
  });
  const { screen } = product;
  const file = () => join(product.door.place.root, "home/project/src/greet.rs");
  const holds = () => readFileSync(file(), "utf8");

  test("is applied to a file on the disk, and taken back", async () => {
    reportOnFailure(product);
    await product.startNew();
    await product.send("/simulate code");
    await product.settled();
    await screen.click("button", "Apply to a file");
    await screen.get("dialog", "Apply to a file");
    const path = await screen.get("combobox", "Open the folder of your project");
    await path.sendKeys("~", Key.ENTER);
    await screen.shows("is your whole home folder");
    await path.clear();
    await path.sendKeys("~/project", Key.ENTER);

    // The answer names the file, so it is chosen.
    await screen.get("region", "Changes to src/greet.rs");
    await screen.shows("What the block names is replaced.");
    await screen.shows("1 line added, 1 line removed");
    await screen.shows("Good morning, {name}.");
    const marked = await product.door.driver.executeScript<string[]>(() =>
      [...document.querySelectorAll("dialog mark")].map(({ textContent }) => textContent ?? ""),
    );
    expect(marked, "the words that differ are marked").toEqual(["Hello", "Good morning"]);
    expect(holds(), "nothing is written before it is applied").toBe(BEFORE);
    expect(await seriousFindings(product.door.driver), "the dialog").toEqual([]);
    await screen.click("button", "Apply");
    await screen.shows("src/greet.rs was changed");
    expect(holds()).toBe(AFTER);
    expect(statSync(file()).mode & 0o777, "its rights stay").toBe(0o640);
    await screen.click("button", "Undo");
    await screen.shows("src/greet.rs is as it was before");
    expect(holds()).toBe(BEFORE);
  });

  test("is not applied to a file that was changed meanwhile, and shows the new difference", async () => {
    reportOnFailure(product);
    await screen.click("button", "Apply to a file");
    await screen.get("region", "Changes to src/greet.rs");
    const theirs = `// theirs\r\n${BEFORE}`;
    writeFileSync(file(), theirs);
    await screen.click("button", "Apply");
    await screen.shows("was changed meanwhile, and nothing was written");
    expect(holds()).toBe(theirs);
    await screen.click("button", "Apply");
    await screen.shows("src/greet.rs was changed");
    expect(holds()).toBe(theirs.replace("Hello", "Good morning"));
  });

  test("stands in the list of edits, and is undone from there", async () => {
    reportOnFailure(product);
    await screen.click("link", "Settings…");
    await screen.click("button", "Files");
    await screen.get("heading", "Edits of files");
    await screen.shows("Taken back");
    expect(await seriousFindings(product.door.driver), "the page").toEqual([]);
    await screen.clickOn("Undo", async () => (await screen.all("button", "Undo"))[0]);
    await until("it is as before", async () => !holds().includes("Good morning"));
    // The file changes first; what was written down before is completed after it.
    const states = await until("the edit is recorded", async () => {
      const { items } = await product.door.operation("file.edits", {});
      const states = items.map(({ state }) => state);
      return states.includes("begun") ? null : states;
    });
    expect(states).toEqual(["made", "undone", "made", "undone"]);
    await screen.click("button", "Close");
    await screen.shows("None yet. Press Apply");
    expect(await product.door.operation("folder.list", {})).toEqual([]);
  });
});
