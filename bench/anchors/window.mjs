// Measures the real window from inside, through its own two commands: a call that does nothing
// much, and a long answer through store and channel while frames are counted. Prints one JSON object.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Capabilities, WebDriver } from "selenium-webdriver";
import { Executor, HttpClient } from "selenium-webdriver/http/index.js";

const [display, bus, binary, endpoint] = process.argv.slice(2);
const home = mkdtempSync(join(tmpdir(), "atelier-bench-"));
const port = await freePort();
const driver = spawn("WebKitWebDriver", [`--port=${port}`], {
  stdio: "ignore",
  env: {
    ...process.env,
    DISPLAY: display,
    DBUS_SESSION_BUS_ADDRESS: bus,
    NO_AT_BRIDGE: "1",
    TAURI_WEBVIEW_AUTOMATION: "true",
    ATELIER_DATA: join(home, "data"),
    ATELIER_ENDPOINT: endpoint,
    HOME: home,
    XDG_DATA_HOME: home,
    XDG_CONFIG_HOME: home,
    XDG_CACHE_HOME: home,
  },
});

try {
  const session = await connect();
  await session.manage().setTimeouts({ script: 60_000 });
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  console.log(JSON.stringify(await session.executeAsyncScript(inPage)));
  await session.quit();
} finally {
  driver.kill();
  await once(driver, "exit");
  rmSync(home, { recursive: true, force: true });
}

/** Runs in the page. */
async function inPage(done) {
  const tauri = window.__TAURI_INTERNALS__;
  let calls = 0;
  const call = (name, input, onEvents = () => {}) => {
    calls += 1;
    const channel = tauri.transformCallback((message) => onEvents(message.message ?? message));
    return tauri.invoke("call", {
      id: `bench-${calls}`,
      name,
      input,
      events: `__CHANNEL__:${channel}`,
    });
  };
  try {
    const health = await call("health.get", {});
    await call("secret.seal", { passphrase: "correct horse battery staple" });
    await call("secret.save", { key: "sk-ant-test-benchmark" });
    const noops = 300;
    let begun = performance.now();
    for (let i = 0; i < noops; i += 1) await call("settings.defaults", {});
    const noop = (performance.now() - begun) / noops;
    let best = Number.POSITIVE_INFINITY;
    let frames = 0;
    for (let round = 0; round < 3; round += 1) {
      const { id } = await call("conversation.create", {});
      let counting = true;
      let painted = 0;
      const count = () => {
        painted += 1;
        if (counting) requestAnimationFrame(count);
      };
      requestAnimationFrame(count);
      begun = performance.now();
      let ended = begun;
      const words = "/simulate bulk 10000";
      await call("conversation.send", { id, text: words }, () => {
        ended = performance.now();
      });
      counting = false;
      if (ended - begun < best) {
        best = ended - begun;
        frames = painted;
      }
    }
    done({ noop_ms: noop, tokens_ms: best, frames, heap_mb: health.heap_bytes / 1e6 });
  } catch (error) {
    done({ error: String(error?.message ?? error) });
  }
}

async function connect() {
  const url = `http://127.0.0.1:${port}`;
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const answers = await fetch(`${url}/status`).then(
      (response) => response.ok,
      () => false,
    );
    if (answers) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const executor = new Executor(new HttpClient(url));
  const capabilities = new Capabilities({ "webkitgtk:browserOptions": { binary, args: [] } });
  const session = WebDriver.createSession(executor, capabilities);
  await session.getSession();
  return session;
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port: free } = server.address();
  server.close();
  return free;
}
