import { describe, expect, test } from "vitest";

import { seriousFindings } from "../harness/axe";
import { until } from "../harness/until";
import { Display } from "../harness/x11";
import { reportOnFailure, useProduct } from "../scenarios/product";

const SLOW = { text: "word ".repeat(2_000), piece: 5, every: 20 };
const QUESTION = "Close Atelier while something is under way?";

describe("closing while an answer arrives", () => {
  const product = useProduct({ behind: "far-end" });
  const { screen } = product;

  const askToClose = async () => {
    const display = await Display.open(product.door.env["DISPLAY"] ?? "");
    const [window = 0] = await display.windowsNamed("Atelier");
    await display.askToClose(window);
    return display;
  };
  const ends = (pid: number) =>
    until("Atelier has ended", () => product.door.place.processes().every((it) => it.pid !== pid));
  const begin = async (text: string) => {
    product.farEnd.answer = SLOW;
    await product.startNew();
    await product.send(text);
    await product.answer("word word");
  };

  test("is asked first, and what changes nothing has the focus", async () => {
    reportOnFailure(product);
    await begin("A long one");
    const display = await askToClose();
    try {
      await screen.get("dialog", QUESTION);
      await screen.shows("1 answer is still arriving.");
      expect(await screen.all("button", "Keep running"), "no tray is there").toEqual([]);
      const focused = await product.door.driver.switchTo().activeElement();
      expect(await focused.getAttribute("textContent")).toBe("Cancel");
      expect(await seriousFindings(product.door.driver)).toEqual([]);
      await screen.click("button", "Cancel");
      await screen.gone("dialog");
      await screen.get("button", "Stop");
    } finally {
      display.close();
    }
  });

  test("stops it where that is said, and keeps what had arrived", async () => {
    reportOnFailure(product);
    const pid = await product.door.pid();
    const display = await askToClose();
    await screen.get("dialog", QUESTION);
    await screen.click("button", "Stop and close").catch(() => {});
    await ends(pid);
    display.close();
    await product.door.start();
    await screen.click("link", "…long one");
    await product.answer("word word");
    await product.answer("Incomplete");
  });

  test("a second wish to close is heard while the question is open", async () => {
    reportOnFailure(product);
    await begin("Another one that is cut");
    const pid = await product.door.pid();
    const first = await askToClose();
    await screen.get("dialog", QUESTION);
    // Longer ago than the two clicks of a double click.
    await new Promise((resolve) => setTimeout(resolve, 800));
    const second = await askToClose();
    await ends(pid);
    first.close();
    second.close();
    await product.door.start();
    await screen.click("link", "…that is cut");
    await product.answer("Incomplete");
  });

  test("closes at once where nothing is under way", async () => {
    reportOnFailure(product);
    const pid = await product.door.pid();
    const display = await askToClose();
    await ends(pid);
    display.close();
    await product.door.start();
    await product.composer();
  });

  test("the settings say where there is no tray, and keep what is chosen", async () => {
    reportOnFailure(product);
    await product.door.operation("link.open", { url: "atelier://settings/general" });
    await screen.get("heading", "Tray");
    await screen.shows("This desktop shows no tray, so that closing the window ends Atelier.");
    await screen.click("switch", "Keep running in the tray when the window is closed");
    await until("it is chosen", async () => {
      const { close_to_tray } = await product.door.operation("settings.get", {});
      return close_to_tray;
    });
    await screen.click("switch", "Show Atelier in the tray");
    await until("nothing is said of a tray any more", async () => {
      return !(await screen.text()).includes("This desktop shows no tray");
    });
    // A tray that is not there keeps nothing running.
    const pid = await product.door.pid();
    const display = await askToClose();
    await ends(pid);
    display.close();
  });
});
