import { describe, expect, test } from "vitest";

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

describe("a second start", () => {
  // rows: 1.04
  test("hands over to the first and ends; closing the window ends the first", async () => {
    const place = new Place();
    const desk = await Desk.open(place, "none");
    // Without a data folder of its own: as a person starts it.
    const env = {
      ...place.env,
      ...desk.env,
      ATELIER_DATA: undefined,
      WEBKIT_SKIA_ENABLE_CPU_RENDERING: "1",
    };
    const first = new Child(programPath("atelier-desktop"), [], { env });
    try {
      const display = await Display.open(desk.env["DISPLAY"] ?? "");
      const shown = () => display.windowsNamed("Atelier");
      const [window = 0] = await until("a window", async () => {
        const windows = await shown();
        return windows.length > 0 ? windows : null;
      });
      const second = new Child(programPath("atelier-desktop"), [], { env });
      const { code } = await second.ending(15_000);
      expect(code, "how the second one ended").toBe(0);
      expect(first.hasEnded, "the first one has ended").toBe(false);
      expect(await shown(), "windows").toEqual([window]);

      const begun = performance.now();
      await display.askToClose(window);
      const exit = await first.ending(10_000);
      expect(performance.now() - begun, "ms from the click on × to the end").toBeLessThan(3_000);
      expect(exit.code, "how the first one ended").toBe(0);
      const left = () =>
        place.processes().filter(({ name }) => /^(atelier|WebKit|bwrap)/.test(name));
      await until("nothing is left", () => left().length === 0, 1_000);
      display.close();
    } finally {
      first.signal("SIGKILL");
      await desk.close();
      await place.clear();
    }
  });
});
