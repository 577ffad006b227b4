import { Key } from "selenium-webdriver";
import { describe, expect, inject, test } from "vitest";

import { devtools } from "../harness/devtools";
import { MOD } from "../harness/screen";
import { until } from "../harness/until";
import { reportOnFailure, useProduct } from "./product";

// What the window loads it takes from its own binary, and WebKit keeps no record of that.
describe.runIf(inject("door") === "page")("what is loaded, and when", () => {
  const product = useProduct({ behind: "simulator" });
  const { screen } = product;

  /** The scripts that the page has asked for, without their hashes. */
  const scripts = () =>
    product.door.driver.executeScript<string[]>(() =>
      performance
        .getEntriesByType("resource")
        .map(({ name }) => /\/([\w.-]+?)(-[\w-]{8})?\.js$/.exec(name)?.[1])
        .filter((name) => name !== undefined),
    );
  /** The files of fonts that the page has asked for. */
  const fonts = () =>
    product.door.driver.executeScript<string[]>(() =>
      performance
        .getEntriesByType("resource")
        .map(({ name }) => /\/([\w.-]+)\.woff2$/.exec(name)?.[1])
        .filter((name) => name !== undefined),
    );
  const reload = async () => {
    await product.door.driver.navigate().refresh();
    await product.composer();
  };
  const asked = (name: string) =>
    until(`${name} is loaded`, async () => (await scripts()).includes(name));

  // rows: 3.152
  test("a new conversation loads nothing that shows messages, settings or first steps", async () => {
    reportOnFailure(product);
    await reload();
    await screen.shows("What shall we work on?");
    const loaded = await scripts();
    expect(loaded).toEqual(expect.arrayContaining(["first-paint", "index", "Router"]));
    for (const later of ["MessageList", "Settings", "FirstSteps", "Locked", "lowlight"]) {
      expect(loaded, later).not.toContain(later);
    }
    await (await product.composer()).sendKeys("A");
    await asked("MessageList");
    await screen.press(Key.BACK_SPACE);
  });

  // rows: 3.152
  test("an existing conversation loads what shows messages, and no settings or first steps", async () => {
    reportOnFailure(product);
    await product.send("/simulate help");
    await product.settled();
    await reload();
    await product.answer("");
    const loaded = await scripts();
    expect(loaded).toContain("MessageList");
    for (const later of ["Settings", "FirstSteps", "Locked", "lowlight"]) {
      expect(loaded, later).not.toContain(later);
    }
    const faces = await fonts();
    expect(faces).not.toEqual([]);
    expect(faces.filter((face) => /italic|cyrillic|greek|vietnamese/.test(face))).toEqual([]);
  });

  // rows: 3.152
  test("the highlighter comes with the first code, the settings when they are opened", async () => {
    reportOnFailure(product);
    await product.startNew();
    await product.send("Show me some code");
    await product.answer("Begin a message with /simulate help");
    await asked("lowlight");
    await screen.press(MOD, ",");
    await screen.get("heading", "General");
    expect(await scripts()).toContain("Settings");
    await product.startNew();
  });

  // rows: 3.033
  test("no frame of a start shows another theme than the one that was chosen", async () => {
    reportOnFailure(product);
    const { driver } = product.door;
    const source = `(${watchSurface})()`;
    await devtools(driver, "Page.addScriptToEvaluateOnNewDocument", { source });
    await product.door.operation("settings.save", { appearance: "dark" });
    await until("it is remembered", async () => {
      return (await driver.executeScript(() => localStorage["atelier-appearance"])) === "dark";
    });
    await reload();
    const seen = await driver.executeScript<string[]>(() => Reflect.get(window, "surfaces"));
    expect(seen).toEqual(["rgb(19, 23, 32)"]);
  });
});

/** Notes every colour that stood behind the page in any frame, from the first one on. */
function watchSurface(): void {
  const surfaces: string[] = [];
  Reflect.set(window, "surfaces", surfaces);
  const look = () => {
    const colour = getComputedStyle(document.documentElement).backgroundColor;
    if (surfaces.at(-1) !== colour) surfaces.push(colour);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
