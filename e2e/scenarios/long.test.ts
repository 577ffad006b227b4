import { Key } from "selenium-webdriver";
import { describe, expect, test } from "vitest";

import { run } from "../harness/child";
import { programPath } from "../harness/programs";
import { until } from "../harness/until";
import { follow, newestShown, readMessages, type Seen } from "./long-page";
import { KEY, reportOnFailure, useProduct } from "./product";

const MESSAGES = 10_000;
const PASSPHRASE = "correct horse battery staple";
const NEWEST = `Message ${MESSAGES - 1}:`;

/** More elements than the page may hold, whatever it has read. */
const ELEMENTS = 1_500;
/** How much more memory the page may take once a few hundred messages are read, in MiB. */
const GROWTH = 120;

describe(`a conversation of ${MESSAGES} messages`, () => {
  const product = useProduct({
    behind: "far-end",
    start: "first-run",
    keychain: "none",
    prepare: async ({ data }) => {
      await run(programPath("atelier-bench"), ["fill", data, `${MESSAGES}`, PASSPHRASE]);
    },
  });
  const { screen } = product;
  const script = <T>(probe: (...args: never[]) => void, ...args: readonly unknown[]) =>
    product.door.driver.executeAsyncScript<T>(probe, ...args);
  const messages = () => product.door.driver.executeScript<Seen>(readMessages);

  test("opens at its end, in its place from the first frame on", async () => {
    reportOnFailure(product);
    const { door } = product;
    await screen.get("textbox", "Passphrase", 30_000);
    await door.operation("secret.unlock", { passphrase: PASSPHRASE });
    await door.operation("secret.save", { key: KEY });
    await door.operation("settings.save", { onboarded: true });
    await product.composer();

    // Drawn by the processor, on a machine that does other things, frames may take long.
    await door.driver.manage().setTimeouts({ script: 60_000 });
    await screen.get("link", "Long conversation");
    const opened = await script<{ took: number; jumps: number }>(newestShown, NEWEST);
    // A bound for programs built without optimization; the benchmark has the budget.
    expect(opened.took, "ms until its newest message is shown").toBeLessThan(2_000);
    expect(opened.jumps, "frames in which what was shown moved").toBe(0);
    const seen = await messages();
    expect(seen.shown.at(-1)).toBe(NEWEST);
    expect(seen.elements, "elements in the page").toBeLessThan(ELEMENTS);
    const { items } = await door.operation("conversation.list", {});
    expect(items.map(({ message_count }) => message_count)).toEqual([MESSAGES]);
  }, 120_000);

  test("reads older messages while it scrolls up, and moves nothing by itself", async () => {
    reportOnFailure(product);
    const before = product.door.place.memory();
    const oldest = (await messages()).loaded;
    const up = await script<Followed>(follow, -110, 160);
    expect(up.jumps, "frames in which a message was not where it belongs").toEqual([]);
    expect(up.blank, "frames without a message").toBe(0);
    expect(up.elements, "elements in the page, at most").toBeLessThan(ELEMENTS);
    const read = (await messages()).loaded;
    expect(read, "px of messages that are read").toBeGreaterThan(oldest + 8_000);

    const down = await script<Followed>(follow, 110, 80);
    expect(down.jumps, "frames in which a message was not where it belongs").toEqual([]);
    expect(down.blank, "frames without a message").toBe(0);
    // The browser's processes count as well.
    expect(product.door.place.memory() - before, "MiB more").toBeLessThan(GROWTH);
  }, 120_000);

  test("goes to the oldest message it has read by a key, and back by a button", async () => {
    reportOnFailure(product);
    const { driver } = product.door;
    await driver.executeScript(() =>
      document.querySelector<HTMLElement>("[data-messages]")?.focus(),
    );
    const from = await messages();
    await screen.press(Key.HOME);
    await until("older messages are read", async () => (await messages()).loaded > from.loaded);
    const there = await until("it rests", async () => {
      const { shown } = await messages();
      return numberOf(shown[0]) < numberOf(from.shown[0]) ? shown : null;
    });
    expect(numberOf(there[0])).toBeGreaterThan(0);

    await screen.click("button", "Jump to latest");
    await until("the newest message", async () => (await messages()).shown.at(-1) === NEWEST);
    expect((await messages()).elements, "elements in the page").toBeLessThan(ELEMENTS);
  }, 60_000);
});

type Followed = {
  readonly blank: number;
  readonly elements: number;
  readonly jumps: readonly string[];
};

const numberOf = (message: string | undefined): number => Number(/\d+/.exec(message ?? "")?.[0]);
