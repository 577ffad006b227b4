import { isDeepStrictEqual as isEqual } from "node:util";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { Child } from "../harness/child";
import { Desk } from "../harness/desk";
import { Place } from "../harness/place";
import { programPath } from "../harness/programs";
import { until } from "../harness/until";
import { Display } from "../harness/x11";
import { reportOnFailure, useProduct } from "../scenarios/product";

describe("the life of the window", () => {
  const product = useProduct({ behind: "far-end" });

  // rows: 1.23
  test("ends within 3 s in the middle of an answer, and leaves nothing behind", async () => {
    reportOnFailure(product);
    product.farEnd.answer = { text: "word ".repeat(2_000), piece: 5, every: 20 };
    await product.send("Something long");
    await product.answer("word word");
    const { took, leftovers } = await product.door.quit();
    expect(took, "ms from the signal to the end").toBeLessThan(3_000);
    expect(leftovers, "processes half a second later").toEqual([]);
  });

  // rows: 1.04
  test("opens again where it was, with the cut answer marked", async () => {
    reportOnFailure(product);
    product.farEnd.answer = { text: "Fine." };
    await product.door.start();
    await product.screen.click("link", "Something long");
    await product.answer("Incomplete");
  });
});

describe("without a driver, as a person starts it", () => {
  let place: Place;
  let desk: Desk;
  let display: Display;
  const started: Child[] = [];
  beforeEach(async () => {
    place = new Place();
    desk = await Desk.open(place, "none");
    display = await Display.open(desk.env["DISPLAY"] ?? "");
  });
  afterEach(async () => {
    for (const child of started.splice(0)) child.signal("SIGKILL");
    display.close();
    await desk.close();
    await place.clear();
  });

  const start = (): Child => {
    // Without a data folder of its own.
    const env = {
      ...place.env,
      ...desk.env,
      ATELIER_DATA: undefined,
      WEBKIT_SKIA_ENABLE_CPU_RENDERING: "1",
    };
    const child = new Child(programPath("atelier-desktop"), [], { env });
    started.push(child);
    return child;
  };
  const shown = () => display.windowsNamed("Atelier");
  const window = () => until("a window", async () => (await shown())[0]);

  // rows: 1.04
  test("a second start hands over to the first and ends; closing the window ends the first", async () => {
    const first = start();
    const only = await window();
    const { code } = await start().ending(15_000);
    expect(code, "how the second one ended").toBe(0);
    expect(first.hasEnded, "the first one has ended").toBe(false);
    expect(await shown(), "windows").toEqual([only]);

    const begun = performance.now();
    await display.askToClose(only);
    const exit = await first.ending(10_000);
    expect(performance.now() - begun, "ms from the click on × to the end").toBeLessThan(3_000);
    expect(exit.code, "how the first one ended").toBe(0);
    const left = () => place.processes().filter(({ name }) => /^(atelier|WebKit|bwrap)/.test(name));
    await until("nothing is left", () => left().length === 0, 1_000);
  });

  test("the window opens where it was left, and as large", async () => {
    const bounds = { x: 90, y: 60, width: 1_010, height: 640 };
    const lies = async (opened: number) => isEqual(await display.bounds(opened), bounds);
    const first = start();
    const before = await window();
    expect(await lies(before), "where it opens first").toBe(false);
    display.place(before, bounds);
    await until("it is moved", () => lies(before));
    await display.askToClose(before);
    await first.ending(10_000);
    start();
    const after = await window();
    await until("it is where it was", () => lies(after));
  });
});
