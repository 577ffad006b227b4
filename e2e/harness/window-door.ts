import type { Operations } from "@atelier/client/operations";
import type { WebDriver } from "selenium-webdriver";

import { Desk } from "./desk";
import type { Door, DoorOptions, Farewell } from "./door";
import { openWebKit, type Session } from "./driver";
import { farewell } from "./farewell";
import { invokeOperation } from "./in-page";
import { kill, Place } from "./place";
import { programPath } from "./programs";
import { until } from "./until";

/** Opens the real window, on a display and a session bus of its own. */
export const openWindow = async (options: DoorOptions): Promise<Door> => {
  const place = new Place();
  const desk = await Desk.open(place, options.keychain ?? "none").catch(async (error) => {
    await place.clear();
    throw error;
  });
  const door = new WindowDoor(place, desk, options);
  try {
    await options.prepare?.(place);
    await door.start();
  } catch (error) {
    await door.close();
    throw error;
  }
  return door;
};

const NAME = "atelier-desktop";

class WindowDoor implements Door {
  readonly kind = "window";
  readonly place: Place;
  readonly #desk: Desk;
  readonly #options: DoorOptions;
  #session: Session | null = null;

  constructor(place: Place, desk: Desk, options: DoorOptions) {
    this.place = place;
    this.#desk = desk;
    this.#options = options;
  }

  get env() {
    return {
      ...this.place.env,
      ...this.#desk.env,
      TAURI_WEBVIEW_AUTOMATION: "true",
      // Software rendering; with the DMABUF renderer off instead, screenshots never return.
      WEBKIT_SKIA_ENABLE_CPU_RENDERING: "1",
      ATELIER_ENDPOINT: this.#options.endpoint,
      ...this.#options.env,
    };
  }

  get driver(): WebDriver {
    if (!this.#session) throw new Error("the window is not open");
    return this.#session.driver;
  }

  get log(): string {
    return this.#session?.log() ?? "";
  }

  async pid(): Promise<number> {
    return this.place.processNamed(NAME);
  }

  async operation<Name extends keyof Operations>(
    name: Name,
    input: Operations[Name]["input"],
  ): Promise<Operations[Name]["output"]> {
    type Outcome = { ok?: Operations[Name]["output"]; error?: unknown };
    const script = this.driver.executeAsyncScript<Outcome>(invokeOperation, name, input);
    const { ok, error } = await script;
    if (error) throw new Error(`${name}: ${JSON.stringify(error)}`);
    return ok as Operations[Name]["output"];
  }

  async start(): Promise<void> {
    await this.#session?.close();
    this.#session = await openWebKit({ binary: programPath(NAME), env: this.env });
    const { size } = this.#options;
    if (size)
      await this.driver
        .manage()
        .window()
        .setRect({ x: 0, y: 0, ...size });
  }

  async quit(): Promise<Farewell> {
    const pid = await this.pid();
    const begun = performance.now();
    process.kill(pid, "SIGTERM");
    const gone = () => !this.place.processes().some((process) => process.pid === pid);
    await until("the program ends", gone, 10_000);
    const took = performance.now() - begun;
    // The driver is its parent, so only the driver learns how it ended.
    const exit = { code: null, signal: null };
    return farewell(this.place, exit, took, (name) =>
      /^(atelier|WebKitWebPro|WebKitNetwo|bwrap|xdg-dbus)/.test(name),
    );
  }

  async kill(): Promise<void> {
    const pid = await this.pid();
    kill(pid);
    await until("it is gone", () => !this.place.processes().some((process) => process.pid === pid));
  }

  async close(): Promise<void> {
    await this.#session?.close();
    await this.#desk.close();
    await this.place.clear();
  }
}
