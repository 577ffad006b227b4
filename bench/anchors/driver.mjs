// Opens the real window under WebKit's own driver, and a page in Chromium under its.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { Capabilities, WebDriver } from "selenium-webdriver";
import { Command } from "selenium-webdriver/lib/command.js";
import { Executor, HttpClient } from "selenium-webdriver/http/index.js";

/** Starts the program under a driver of its own, of which `pid` is the process; `close` ends both. */
export async function openWindow({ binary, env }) {
  const port = await freePort();
  const server = spawn("WebKitWebDriver", [`--port=${port}`], {
    stdio: "ignore",
    env: { ...env, TAURI_WEBVIEW_AUTOMATION: "true" },
  });
  const close = async (driver) => {
    // Where it does not end by itself, it ends with its driver.
    await driver?.quit().catch(() => {});
    server.kill();
    if (server.exitCode === null && server.signalCode === null) await once(server, "exit");
  };
  try {
    await answers(`http://127.0.0.1:${port}`);
    const executor = new Executor(new HttpClient(`http://127.0.0.1:${port}`));
    const capabilities = new Capabilities({ "webkitgtk:browserOptions": { binary, args: [] } });
    const driver = WebDriver.createSession(executor, capabilities);
    await driver.getSession();
    await driver.manage().setTimeouts({ script: 60_000 });
    return { driver, pid: server.pid, close: () => close(driver) };
  } catch (error) {
    await close(null);
    throw error;
  }
}

/** Opens Chromium on a profile in `folder`; `ask` speaks to its inspector. */
export async function openChromium({ folder, env }) {
  const port = await freePort();
  const server = spawn("chromedriver", [`--port=${port}`], { stdio: "ignore", env });
  const close = async (driver) => {
    await driver?.quit().catch(() => {});
    server.kill();
    if (server.exitCode === null && server.signalCode === null) await once(server, "exit");
  };
  try {
    await answers(`http://127.0.0.1:${port}`);
    const executor = new Executor(new HttpClient(`http://127.0.0.1:${port}`));
    executor.defineCommand("ask", "POST", "/session/:sessionId/goog/cdp/execute");
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
    const capabilities = new Capabilities({
      browserName: "chrome",
      "goog:chromeOptions": { binary: "/usr/bin/chromium", args },
    });
    const driver = WebDriver.createSession(executor, capabilities);
    await driver.getSession();
    await driver.manage().setTimeouts({ script: 60_000 });
    const ask = (cmd, params = {}) =>
      driver.execute(new Command("ask").setParameter("cmd", cmd).setParameter("params", params));
    return { driver, ask, close: () => close(driver) };
  } catch (error) {
    await close(null);
    throw error;
  }
}

async function answers(url) {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const ready = await fetch(`${url}/status`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return port;
}
