// Opens the real window under WebKit's own driver, and a page in Chromium under its.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { Capabilities, WebDriver } from "selenium-webdriver";
import { Command } from "selenium-webdriver/lib/command.js";
import { Executor, HttpClient } from "selenium-webdriver/http/index.js";
import { pause } from "./place.mjs";

/** Starts the program under a driver of its own, of which `pid` is the process; `close` ends both. */
export function openWindow({ binary, env }) {
  const browser = { "webkitgtk:browserOptions": { binary, args: [] } };
  return drive("WebKitWebDriver", { ...env, TAURI_WEBVIEW_AUTOMATION: "true" }, browser);
}

/** Opens Chromium on a profile in `folder`; `ask` speaks to its inspector. */
export async function openChromium({ folder, env }) {
  const args = [
    "--headless=new",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--force-prefers-reduced-motion",
    "--window-size=1200,800",
    `--user-data-dir=${join(folder, "chromium")}`,
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  ];
  const options = { binary: "/usr/bin/chromium", args };
  const browser = { browserName: "chrome", "goog:chromeOptions": options };
  const session = await drive("chromedriver", env, browser);
  const { driver } = session;
  driver.getExecutor().defineCommand("ask", "POST", "/session/:sessionId/goog/cdp/execute");
  const ask = (cmd, params = {}) =>
    driver.execute(new Command("ask").setParameter("cmd", cmd).setParameter("params", params));
  return { ...session, ask };
}

/** Opens a session of a WebDriver server; `pid` is the server's process, and `close` ends both. */
async function drive(command, env, capabilities) {
  let refusal;
  // Another program may take the port meanwhile, or hold the same one of IPv6.
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      return await driveOn(await freePort(), command, env, capabilities);
    } catch (error) {
      refusal = error;
    }
  }
  throw refusal;
}

async function driveOn(port, command, env, capabilities) {
  const url = `http://127.0.0.1:${port}`;
  const server = spawn(command, [`--port=${port}`], { stdio: "ignore", env });
  let driver = null;
  const close = async () => {
    // Where it does not end by itself, it ends with its driver.
    await driver?.quit().catch(() => {});
    server.kill();
    if (server.exitCode === null && server.signalCode === null) await once(server, "exit");
  };
  try {
    await answers(url, server);
    const executor = new Executor(new HttpClient(url));
    driver = WebDriver.createSession(executor, new Capabilities(capabilities));
    await driver.getSession();
    await driver.manage().setTimeouts({ script: 60_000 });
    return { driver, pid: server.pid, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function answers(url, server) {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    if (server.exitCode !== null) throw new Error(`${server.spawnfile} ended at once`);
    const ready = await fetch(`${url}/status`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    await pause(100);
  }
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return port;
}
