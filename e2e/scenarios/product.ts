import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Appearance, Message } from "@atelier/client/types";
import { By } from "selenium-webdriver";
import { afterAll, beforeAll, inject, onTestFailed } from "vitest";

import { type Door, type DoorKind, type DoorOptions, openDoor } from "../harness/door";
import { FarEnd } from "../harness/far-end";
import { TARGET } from "../harness/programs";
import { Screen } from "../harness/screen";
import { Simulator } from "../harness/simulator";
import { until } from "../harness/until";

declare module "vitest" {
  export interface ProvidedContext {
    door: DoorKind;
  }
}

/** A made-up key; the simulator takes any. */
export const KEY = "sk-ant-test-e2e-0000000000000000000000000000000000000000-WXYZ";

/** Which answers model calls get: the simulator's, or those that a test sets. */
export type Behind = "simulator" | "far-end" | "settings";

/** The product under test, as one file of scenarios uses it. */
export class Product {
  readonly screen = new Screen(() => this.door.driver);
  #door: Door | null = null;
  #simulator: Simulator | null = null;
  #farEnd: FarEnd | null = null;

  get door(): Door {
    if (!this.#door) throw new Error("the product is not open");
    return this.#door;
  }

  get farEnd(): FarEnd {
    if (!this.#farEnd) throw new Error("this product talks to the simulator");
    return this.#farEnd;
  }

  /** Where model calls go in this run; none where the settings decide. */
  get endpoint(): string | undefined {
    return this.#farEnd?.url ?? this.#simulator?.url;
  }

  async open(kind: DoorKind, behind: Behind, options: DoorOptions): Promise<void> {
    if (behind === "simulator") this.#simulator = await Simulator.open();
    if (behind === "far-end") this.#farEnd = await FarEnd.open();
    const { endpoint } = this;
    this.#door = await openDoor(kind, { ...(endpoint ? { endpoint } : {}), ...options });
  }

  async close(): Promise<void> {
    await this.#door?.close();
    await this.#simulator?.close();
    this.#farEnd?.close();
  }

  /** Goes past the first steps with a kept key, and shows the window as every later start does. */
  async settle(): Promise<void> {
    await this.screen.get("heading", "Welcome to Atelier", 30_000);
    await this.door.operation("secret.save", { key: KEY });
    await this.door.operation("settings.save", { onboarded: true });
    await this.composer();
  }

  /** Shows the window in a theme, and waits until it is. */
  async show(appearance: Appearance): Promise<void> {
    await this.door.operation("settings.save", { appearance });
    await until(appearance, () =>
      this.door.driver.executeScript<boolean>(
        (theme: string) => document.documentElement.dataset["theme"] === theme,
        appearance,
      ),
    );
  }

  /** Shows what an address inside the page names, such as `/settings/data`. */
  async go(address: string): Promise<void> {
    await this.door.driver.executeScript((to: string) => {
      location.hash = `#${to}`;
    }, address);
  }

  /** The field that messages are written in. */
  async composer() {
    return this.screen.get("textbox", "Message", 30_000);
  }

  /** Opens the menu of a listed conversation, which shows when the row is pointed at. */
  async openMenu(title: string): Promise<void> {
    await this.screen.pointAt(await this.screen.get("link", title));
    await this.screen.click("button", `More about “${title}”`);
  }

  /** Chooses files of the place’s folder `files` to go along, as the system’s own dialog hands them over. */
  async choose(...names: readonly string[]): Promise<void> {
    const input = await this.door.driver.findElement(By.css("input[type=file]"));
    await input.sendKeys(names.map((name) => this.door.place.at(`files/${name}`)).join("\n"));
  }

  /** Opens the place for a conversation that is not begun yet. */
  async startNew(): Promise<void> {
    await this.screen.click("button", "New conversation");
    await until("an empty place", async () => (await this.screen.all("article")).length === 0);
  }

  /** Writes a message and sends it. */
  async send(text: string): Promise<void> {
    const before = await this.#latest();
    const field = await this.composer();
    await field.click();
    await field.sendKeys(text);
    await this.screen.click("button", "Send");
    await until("the message is kept", async () => (await this.#latest()) !== before);
  }

  /** The last message of the conversation that changed last. */
  async #latest(): Promise<string> {
    const newest = await this.newest().catch(() => null);
    return `${newest?.id} ${newest?.messages.at(-1)?.id}`;
  }

  /** The texts of the answers that are shown, oldest first, once they hold still. */
  async answers(): Promise<string[]> {
    let before = "";
    return until("the answers hold still", async () => {
      const now = await this.door.driver.executeScript<string[]>(readAnswers);
      const text = now.join("\n\n");
      const still = text === before;
      before = text;
      if (!still) await new Promise((resolve) => setTimeout(resolve, 120));
      return still ? now : null;
    });
  }

  /** The text of the last answer, as it is this moment; waits until it holds `text`. */
  async answer(text: string, within = 20_000): Promise<string> {
    const find = async () => {
      const last = (await this.door.driver.executeScript<string[]>(readAnswers)).at(-1);
      return last?.includes(text) ? last : null;
    };
    try {
      return await until(`an answer with “${text}”`, find, within);
    } catch (cause) {
      throw new Error(`the page shows:\n${await this.screen.text()}`, { cause });
    }
  }

  /** Waits until nothing arrives any more, in the store and on the screen. */
  async settled(within = 20_000): Promise<void> {
    const ended = async () => {
      const last = (await this.newest()).messages.at(-1);
      return last?.role === "assistant" && last.state !== "streaming";
    };
    await until("the turn has ended", ended, within);
    await this.screen.gone("button", "Stop", 5_000);
    await this.answers();
  }

  /** The conversation that changed last, and the branch that is shown. */
  async newest(): Promise<{ id: string; title: string; messages: readonly Message[] }> {
    const { items } = await this.door.operation("conversation.list", {});
    const [first] = items;
    if (!first) throw new Error("there is no conversation");
    const page = await this.door.operation("conversation.messages", { id: first.id });
    return { id: first.id, title: first.title, messages: page.items };
  }
}

const readAnswers = (): string[] =>
  [...document.querySelectorAll<HTMLElement>("article[aria-label=Answer]")].map(
    // biome-ignore lint/performance/useDomNodeTextContent: only what is seen counts
    (article) => article.innerText,
  );

type Setup = DoorOptions & {
  readonly behind?: Behind;
  /** Whether to go past the first steps before the first scenario. */
  readonly start?: "settled" | "first-run";
};

/** Opens the product for the scenarios of this file, and shows what it printed where one fails. */
export const useProduct = (setup: Setup = {}): Product => {
  const { behind = "simulator", start = "settled", ...options } = setup;
  const product = new Product();
  beforeAll(async () => {
    await product.open(inject("door"), behind, { keychain: "unlocked", ...options });
    if (start === "settled") await product.settle();
  });
  afterAll(() => product.close());
  return product;
};

/** Keeps a picture, the reason and the product's own words of a scenario that fails, at its first try too. */
export const reportOnFailure = (product: Product): void => {
  onTestFailed(async ({ task }) => {
    const folder = join(TARGET, "e2e");
    mkdirSync(folder, { recursive: true });
    const name = `${inject("door")}-${task.name}`.replace(/[^\w]+/g, "-").slice(0, 80);
    const picture = await product.door.driver.takeScreenshot().catch(() => "");
    if (picture) writeFileSync(join(folder, `${name}.png`), picture, "base64");
    const reasons = (task.result?.errors ?? []).map(({ message }) => message).join("\n");
    process.stderr.write(
      `\n--- ${task.name}: ${reasons}\nThe product printed\n${product.door.log}\n`,
    );
  });
};
