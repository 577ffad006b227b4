import type { Operations } from "@atelier/client/operations";
import type { WebDriver } from "selenium-webdriver";

import { Child } from "./child";
import { openBus } from "./desk";
import type { Door, DoorOptions, Farewell } from "./door";
import { openChromium, type Session } from "./driver";
import { farewell } from "./farewell";
import { Place } from "./place";
import { programPath } from "./programs";

/** Serves the interface and opens it in Chromium. */
export const openPage = async (options: DoorOptions): Promise<Door> => {
  const door = new PageDoor(options);
  try {
    await door.open();
  } catch (error) {
    await door.close();
    throw error;
  }
  return door;
};

class PageDoor implements Door {
  readonly kind = "page";
  readonly place = new Place();
  readonly #options: DoorOptions;
  #bus: readonly Child[] = [];
  #busAddress: Record<string, string> = {};
  #server: Child | null = null;
  #session: Session | null = null;
  /** Where the interface is, with the token in its fragment. */
  url = "";

  constructor(options: DoorOptions) {
    this.#options = options;
  }

  get env() {
    const { endpoint, env } = this.#options;
    return { ...this.place.env, ...this.#busAddress, ATELIER_ENDPOINT: endpoint, ...env };
  }

  get driver(): WebDriver {
    if (!this.#session) throw new Error("the page is not open");
    return this.#session.driver;
  }

  get log(): string {
    return this.#server?.log ?? "";
  }

  async pid(): Promise<number> {
    return this.#server?.pid ?? 0;
  }

  async open(): Promise<void> {
    await this.#options.prepare?.(this.place);
    if (this.#options.keychain === "unlocked") {
      const bus = await openBus(this.place, "unlocked");
      this.#bus = bus.children;
      this.#busAddress = { DBUS_SESSION_BUS_ADDRESS: bus.address };
    }
    this.#session = await openChromium(
      this.place,
      this.#options.size ?? { width: 1200, height: 800 },
    );
    await this.start();
  }

  async operation<Name extends keyof Operations>(
    name: Name,
    input: Operations[Name]["input"],
  ): Promise<Operations[Name]["output"]> {
    const { origin, hash } = new URL(this.url);
    const response = await fetch(`${origin}/api/${name}`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${hash.replace("#token=", "")}`,
        "content-type": "application/json",
      },
      body: JSON.stringify(input),
    });
    const text = await response.text();
    const streamed = response.headers.get("content-type")?.startsWith("text/event-stream");
    if (!response.ok || (streamed && text.includes("\nevent: error"))) {
      throw new Error(`${name}: ${text}`);
    }
    // A stream is read to its end; nobody has asked for its events.
    return (streamed ? undefined : JSON.parse(text)) as Operations[Name]["output"];
  }

  async start(): Promise<void> {
    this.#server = new Child(programPath("atelier"), ["serve", "--port", "0"], { env: this.env });
    const [url] = await this.#server.saying(/http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]+/);
    this.url = url;
    await this.driver.get(url);
  }

  async quit(): Promise<Farewell> {
    const server = this.#server;
    if (!server) throw new Error("the server does not run");
    const begun = performance.now();
    server.signal("SIGTERM");
    const exit = await server.ending(10_000);
    const own = (name: string) => name.startsWith("atelier");
    return farewell(this.place, exit, performance.now() - begun, own);
  }

  async kill(): Promise<void> {
    this.#server?.signal("SIGKILL");
    await this.#server?.exited;
  }

  async close(): Promise<void> {
    await this.#session?.close();
    await this.#server?.stop();
    for (const child of this.#bus) await child.stop(1_000);
    await this.place.clear();
  }
}
