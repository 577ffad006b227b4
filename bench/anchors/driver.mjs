// Opens the real window under WebKit's own driver.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { Capabilities, WebDriver } from "selenium-webdriver";
import { Executor, HttpClient } from "selenium-webdriver/http/index.js";

/** Starts the program under a driver of its own; `close` ends both. */
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
    return { driver, close: () => close(driver) };
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
