import { describe, expect, test } from "vitest";

import { MOD } from "../harness/screen";
import { until } from "../harness/until";
import { reportOnFailure, useProduct } from "./product";

const HOSTILE = `@import url(https://example.org/x.css);
  :root { --surface: #203040; --text: #ffffff; --accent: url(https://example.org/x); --evil: #ffffff;
  background: url(https://example.org/y) } body { display: none } </style><script>alert(1)</script>`;

describe("themes", () => {
  const product = useProduct({ behind: "simulator" });
  const { screen } = product;
  const run = <T>(script: () => T): Promise<T> => product.door.driver.executeScript<T>(script);
  const surface = () =>
    run(() => getComputedStyle(document.body.parentElement as Element).backgroundColor);
  const fetched = () =>
    run(() =>
      performance
        .getEntriesByType("resource")
        .map(({ name }) => name)
        .filter((name) => name.includes("example.org")),
    );

  // rows: 3.166, 3.167, 3.168
  test("one lies in the gallery, is looked at, installed and shown at once", async () => {
    reportOnFailure(product);
    product.door.place.write("data/themes/slate.css", HOSTILE);
    await product.door.operation("settings.save", { appearance: "dark" });
    await screen.press(MOD, ",");
    await screen.click("button", "Appearance");
    await screen.click("button", "Gallery");
    await screen.click("button", "Install slate.css");
    await screen.shows("2 colours for dark");
    await screen.shows("things left out");
    await screen.click("button", "Install");
    await screen.get("button", "Edit: slate");
    const list = await product.door.operation("theme.list", {});
    const slate = list.find(({ name }) => name === "slate");
    expect(slate?.tokens).toEqual({ surface: "#203040", text: "#ffffff" });
    await product.door.operation("settings.save", { dark_theme: slate?.id ?? null });
    await until("it is shown", async () => (await surface()) === "rgb(32, 48, 64)");
    expect(await fetched(), "nothing was fetched for it").toEqual([]);
  });

  // rows: 3.167
  test("the next visit begins with it, and removing it brings the usual one back", async () => {
    reportOnFailure(product);
    await product.door.driver.navigate().refresh();
    await until("it is shown", async () => (await surface()) === "rgb(32, 48, 64)");
    await screen.click("button", "Remove: slate");
    await until("the usual one is back", async () => (await surface()) === "rgb(19, 23, 32)");
  });

  // rows: 3.166
  test("one is made while the whole window shows it", async () => {
    reportOnFailure(product);
    await screen.click("button", "New theme");
    await screen.fill("Name", "Mine");
    await screen.fill("Value of surface", "#400000");
    await until("the window shows it", async () => (await surface()) === "rgb(64, 0, 0)");
    await screen.fill("Value of text", "#604040");
    await screen.shows("hard to tell apart");
    await screen.click("button", "Cancel");
    await until("what was there is back", async () => (await surface()) === "rgb(19, 23, 32)");
  });

  test("messages have a text size of their own", async () => {
    reportOnFailure(product);
    await screen.click("button", "New conversation");
    await product.send("How large is this?");
    await product.settled();
    const size = () =>
      run(() => {
        const said = document.querySelector("article p");
        return [said, document.querySelector("header")].map((one) =>
          one ? Number.parseFloat(getComputedStyle(one).fontSize) : 0,
        );
      });
    await until("the message is drawn", async () => ((await size())[0] ?? 0) > 0);
    const [before = 0, frame] = await size();
    await product.door.operation("settings.save", { message_scale: 150 });
    await until(
      "it is larger",
      async () => Math.abs(((await size())[0] ?? 0) - before * 1.5) < 0.1,
    );
    expect((await size())[1], "the rest of the window is not").toBe(frame);
    await product.door.operation("settings.save", { message_scale: 100 });
  });
});
