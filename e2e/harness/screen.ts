import { Key, type WebDriver, type WebElement } from "selenium-webdriver";

import { findByRole, type Role } from "./in-page";
import { until } from "./until";

/** What a person sees and does: elements by role and name, as assistive technology has them. */
export class Screen {
  readonly #driver: () => WebDriver;

  constructor(driver: () => WebDriver) {
    this.#driver = driver;
  }

  /** The visible elements of a role, now. A name may begin or end with `…` for "anything". */
  async all(role: Role, name: string | null = null, scope?: WebElement): Promise<WebElement[]> {
    return this.#driver().executeScript(findByRole, role, name, scope ?? null);
  }

  /** The first visible element of a role and name; waits for it. */
  async get(role: Role, name: string | null = null, within = 15_000): Promise<WebElement> {
    const what = `${role} “${name ?? "any"}”`;
    try {
      return await until(what, async () => (await this.all(role, name))[0], within);
    } catch (cause) {
      throw new Error(`${what} is not there; the page shows:\n${await this.text()}`, { cause });
    }
  }

  /** Waits until no such element is there. */
  async gone(role: Role, name: string | null = null, within = 15_000): Promise<void> {
    const left = async () => (await this.all(role, name)).length === 0;
    await until(`${role} “${name ?? "any"}” goes`, left, within);
  }

  /** Clicks the element; tries again where it moves or is drawn anew in between. */
  async click(role: Role, name: string | null = null): Promise<void> {
    const what = `${role} “${name}”`;
    if (role !== "radio") return this.clickOn(what, () => this.get(role, name, 10_000));
    // Cards hide their input; the label is what is seen and pressed.
    await until(`a click on ${what}`, async () => {
      const element = await this.get(role, name, 10_000);
      await this.#driver().executeScript((input: HTMLInputElement) => input.click(), element);
      return true;
    });
  }

  /**
   * Clicks what `find` returns, and finds it again where the click did not reach it: a driver clicks at
   * the place where an element was, and what moves meanwhile is missed.
   */
  async clickOn(what: string, find: () => Promise<WebElement | undefined>): Promise<void> {
    await until(`a click on ${what}`, async () => {
      const element = await find();
      if (!element) return false;
      const driver = this.#driver();
      await driver.executeAsyncScript(holdStill, element);
      await element.click();
      // Where the page or the element is gone, it was what the click did.
      const missed = await driver.executeScript<boolean>(wasMissed, element).catch(() => false);
      if (missed) throw new Error("it went past the element");
      return true;
    });
  }

  /** Types into a field, after emptying it; tries again where it is drawn anew in between. */
  async fill(name: string, text: string): Promise<void> {
    let tries = 0;
    await until(`a text in “${name}”`, async () => {
      const field = await this.get("textbox", name);
      await field.clear();
      await field.sendKeys(text);
      tries += 1;
      // Emptying a field is lost now and then where the page draws it anew; some fields write it otherwise.
      return tries === 3 || (await field.getAttribute("value")) === text;
    });
  }

  /** Presses keys where the focus is. */
  async press(...keys: readonly string[]): Promise<void> {
    const held = keys.slice(0, -1);
    const last = keys.at(-1) ?? "";
    let actions = this.#driver().actions();
    for (const key of held) actions = actions.keyDown(key);
    actions = actions.keyDown(last).keyUp(last);
    for (const key of held.reverse()) actions = actions.keyUp(key);
    await actions.perform();
  }

  /** Types where the focus is. */
  async type(text: string): Promise<void> {
    await this.#driver().actions().sendKeys(text).perform();
  }

  /** Points at an element, as a mouse does. */
  async pointAt(element: WebElement): Promise<void> {
    await this.#driver().actions().move({ origin: element }).perform();
  }

  /** The text of an element. WebKit leaves out what was drawn last, where it is asked for what is seen. */
  async textOf(element: WebElement): Promise<string> {
    return this.#driver().executeScript((it: Element) => it.textContent ?? "", element);
  }

  /** All that the page shows as text. */
  async text(): Promise<string> {
    // biome-ignore lint/performance/useDomNodeTextContent: only what is seen counts
    return this.#driver().executeScript(() => document.body?.innerText ?? "");
  }

  /** Waits until the page shows a text. */
  async shows(text: string, within = 15_000): Promise<void> {
    try {
      await until(`the text “${text}”`, async () => (await this.text()).includes(text), within);
    } catch (cause) {
      throw new Error(`“${text}” is not shown, but:\n${await this.text()}`, { cause });
    }
  }

  /** What holds the focus: its tag, its name, its region, and whether a ring or another sign is drawn for it. */
  async focus(): Promise<Focus> {
    return this.#driver().executeAsyncScript(readFocus);
  }
}

type Focus = {
  readonly tag: string;
  readonly name: string;
  readonly region: string;
  readonly visible: boolean;
};

/** Listens for a press of the element, and answers once it has not moved for two frames. */
function holdStill(element: HTMLElement, done: () => void): void {
  element.dataset["missed"] = "";
  const reached = () => {
    delete element.dataset["missed"];
  };
  for (const name of ["pointerdown", "mousedown", "click"] as const) {
    element.addEventListener(name, reached, { capture: true, once: true });
  }
  const place = () => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return [x, y, width, height].join();
  };
  // A page that nobody sees draws no frames.
  setTimeout(done, 1_000);
  let before = "";
  const look = () => {
    const now = place();
    if (now === before) return done();
    before = now;
    requestAnimationFrame(look);
  };
  look();
}

/** Whether no press has reached the element since. */
function wasMissed(element: HTMLElement): boolean {
  const missed = element.isConnected && "missed" in element.dataset;
  delete element.dataset["missed"];
  return missed;
}

/** Compares how the focused element and those round it look with how they look without the focus. */
function readFocus(done: (focus: Focus) => void): void {
  const element = document.activeElement as HTMLElement | null;
  if (!element || element === document.body) {
    done({ tag: "body", name: "", region: "", visible: false });
    return;
  }
  const name = element.getAttribute("aria-label") ?? element.textContent ?? "";
  const answer = (visible: boolean) =>
    done({
      tag: element.tagName.toLowerCase(),
      name: name.replace(/\s+/g, " ").trim().slice(0, 80),
      region: element.closest("[data-region]")?.getAttribute("aria-label") ?? "",
      visible,
    });
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  if (outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0) {
    answer(true);
    return;
  }
  const round = [element, ...element.children];
  for (let up = element.parentElement, far = 0; up && far < 3; up = up.parentElement, far += 1) {
    round.push(up);
  }
  const look = () =>
    round
      .map((one) => {
        const style = getComputedStyle(one);
        return [
          style.outlineStyle,
          style.boxShadow,
          style.borderColor,
          style.backgroundColor,
        ].join();
      })
      .join(";");
  // Whatever changes slowly has time to, before and after.
  setTimeout(() => {
    const drawn = look();
    element.blur();
    setTimeout(() => {
      const visible = look() !== drawn;
      element.focus();
      answer(visible);
    }, 60);
  }, 60);
}

/** The key that shortcuts are made with. */
export const MOD = Key.CONTROL;
