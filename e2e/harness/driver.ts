import { join } from "node:path";

import { Capabilities, WebDriver } from "selenium-webdriver";
import { Executor, HttpClient } from "selenium-webdriver/http";

import { type Server, startChromeDriver, startWebKitDriver } from "./driver-server";
import type { Place } from "./place";

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
  const server = await startChromeDriver(place.env);
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
  return open(server, {
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
  // The program inherits the environment of its driver.
  const server = await startWebKitDriver(env);
  return open(server, { "webkitgtk:browserOptions": { binary, args: [] } });
};

const open = async ({ child, port }: Server, capabilities: object): Promise<Session> => {
  const executor = new Executor(new HttpClient(`http://127.0.0.1:${port}`));
  const driver = WebDriver.createSession(executor, new Capabilities(capabilities));
  const close = async () => {
    await bounded(driver.quit(), 5_000).catch(() => {});
    await child.stop(1_000);
  };
  try {
    await bounded(driver.getSession(), 45_000);
    await driver.manage().setTimeouts({ script: 20_000, pageLoad: 30_000, implicit: 0 });
  } catch (cause) {
    await close();
    throw new Error(`${child.name} opened no session; it printed:\n${child.log}`, { cause });
  }
  return { driver, log: () => child.log, close };
};

/** Fails where a promise takes longer than `ms`. */
const bounded = async <T>(promise: Promise<T>, ms: number): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`took longer than ${ms} ms`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};
