import { describe, expect, test } from "vitest";

import { seriousFindings } from "../harness/axe";
import { until } from "../harness/until";
import { reportOnFailure, useProduct } from "./product";

/** How each engine stands, as the diagnostics say. */
const READ = () =>
  [...document.querySelectorAll("#engines dt")].slice(0, 3).map((name) => ({
    name: name.textContent ?? "",
    state: name.nextElementSibling?.textContent ?? "",
  }));

describe("the engines in the page", () => {
  const product = useProduct({ behind: "far-end" });
  const { screen } = product;
  const standings = () => product.door.driver.executeScript<ReturnType<typeof READ>>(READ);
  const fetched = () =>
    product.door.driver.executeScript<string[]>(() =>
      performance
        .getEntriesByType("resource")
        .map(({ name }) => name.replace(/^.*\/assets\//, ""))
        .filter((name) => /wasm|worker/.test(name) && !name.startsWith("use-")),
    );

  // rows: 3.009, 3.032
  test("are not there at the start, and answer as the core does once they are", async () => {
    reportOnFailure(product);
    await product.composer();
    expect(await fetched(), "nothing is loaded ahead").toEqual([]);
    await screen.click("link", "Settings…");
    await screen.click("button", "Diagnostics");
    await screen.get("heading", "Engines in this page");
    expect((await standings()).map(({ state }) => state)).toEqual([
      "Not loaded",
      "Not loaded",
      "Not loaded",
    ]);
    expect(await fetched()).toEqual([]);
    await screen.click("button", "Check the answers");
    await until(
      "all are checked",
      async () => (await standings()).every(({ state }) => /answers?[, ]/.test(state)),
      60_000,
    );
    const wrong = await screen.all("alert");
    expect(await Promise.all(wrong.map((it) => screen.textOf(it)))).toEqual([]);
    for (const { name, state } of await standings()) {
      expect(state, name).toMatch(/^Ready · in .+ · .+ MiB · \d+ answers, all right$/);
    }
    expect(await seriousFindings(product.door.driver), "the diagnostics").toEqual([]);
  });

  // rows: 3.036, 3.173
  test("find similar conversations, and are measured", async () => {
    reportOnFailure(product);
    await screen.click("button", "New conversation");
    product.farEnd.reply = () => ({ text: "Pass a key function, for example itemgetter." });
    await product.send("How do I sort a list of tuples?");
    await product.settled();
    await until("it is learned", async () => {
      const { items } = await product.door.operation("pattern.list", {});
      return items.length === 1;
    });
    await screen.fill("Find a conversation by its title", "itemgetter");
    await screen.shows("Shares “itemgetter”");
    const { operations } = await product.door.operation("metrics.get", {});
    const asked = operations.find(({ operation }) => operation === "pattern.similar")?.calls ?? 0;
    await screen.fill("Find a conversation by its title", "tuples");
    await screen.shows("Shares “tuples”");
    const { operations: later } = await product.door.operation("metrics.get", {});
    const askedLater = later.find(({ operation }) => operation === "pattern.similar")?.calls ?? 0;
    expect(askedLater - asked, "the page found it by itself").toBe(0);
    await screen.click("link", "Settings…");
    await screen.click("button", "Diagnostics");
    const figure = (name: string) =>
      product.door.driver.executeScript<string>((wanted: string) => {
        const names = [...document.querySelectorAll("#engines dt")];
        return names.find((it) => it.textContent === wanted)?.nextElementSibling?.textContent;
      }, name);
    const measured = /^[\d.]+ (µs|ms|s)$/;
    for (const name of ["Engines ready in, together", "Drawing a message"]) {
      await until(name, async () => measured.test(await figure(name)));
    }
    expect(await figure("Finding similar conversations")).toMatch(measured);
    const memory = product.door.kind === "window" ? /^not told by this browser$/ : /^[\d.]+ MiB$/;
    expect(await figure("Memory of the page")).toMatch(memory);
    expect((await standings())[0]?.state).toMatch(/^Ready/);
  });
});
