import { createServer } from "node:net";
import { join } from "node:path";

import { Capabilities, WebDriver } from "selenium-webdriver";
import { Executor, HttpClient } from "selenium-webdriver/http";

import { Child } from "./child";
import type { Place } from "./place";
import { until } from "./until";

/** A WebDriver server with one session in it. */
export type Session = {
  readonly driver: WebDriver;
  /** What the server printed so far, and the browser it started. */
  readonly log: () => string;
  /** Ends the session and its server, and with them a browser that still runs. */
  readonly close: () => Promise<void>;
};

/** The size of the window, in px. */
export type Size = { readonly width: number; readonly height: number };

/** Opens Chromium on a profile of its own. */
export const openChromium = async (place: Place, size: Size): Promise<Session> => {
  const server = new Child("chromedriver", ["--port=0"], { env: place.env });
  const [, port] = await server.saying(/started successfully on port (\d+)/);
  const args = [
    "--headless=new",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--force-prefers-reduced-motion",
    `--window-size=${size.width},${size.height}`,
    `--user-data-dir=${join(place.root, "chromium")}`,
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  ];
  const options = { binary: "/usr/bin/chromium", args };
  const logs = { browser: "ALL" };
  return open(server, Number(port), {
    browserName: "chrome",
    "goog:chromeOptions": options,
    "goog:loggingPrefs": logs,
    unhandledPromptBehavior: "ignore",
  });
};

type Program = {
  readonly binary: string;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** Starts a program whose window is WebKitGTK, under WebKit's own driver. */
export const openWebKit = async ({ binary, env }: Program): Promise<Session> => {
  const port = await freePort();
  // The program inherits the environment of its driver.
  const server = new Child("WebKitWebDriver", [`--port=${port}`, "--host=127.0.0.1"], { env });
  await until("WebKitWebDriver answers", async () => {
    if (server.hasEnded) throw new Error(server.log);
    return (await fetch(`http://127.0.0.1:${port}/status`)).ok;
  });
  return open(server, port, { "webkitgtk:browserOptions": { binary, args: [] } });
};

const open = async (server: Child, port: number, capabilities: object): Promise<Session> => {
  const executor = new Executor(new HttpClient(`http://127.0.0.1:${port}`));
  const driver = WebDriver.createSession(executor, new Capabilities(capabilities));
  const close = async () => {
    await bounded(driver.quit(), 5_000).catch(() => {});
    await server.stop(1_000);
  };
  try {
    await bounded(driver.getSession(), 45_000);
    await driver.manage().setTimeouts({ script: 20_000, pageLoad: 30_000, implicit: 0 });
  } catch (cause) {
    await close();
    throw new Error(`${server.name} opened no session; it printed:\n${server.log}`, { cause });
  }
  return { driver, log: () => server.log, close };
};

/** Fails where a promise takes longer than `ms`. */
const bounded = async <T>(promise: Promise<T>, ms: number): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`took longer than ${ms} ms`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};

const freePort = async (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
