// Measures the real window from inside, through its own two commands: a call that does nothing
// much, and a long answer through store and channel while frames are counted. Prints one JSON object.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openWindow } from "./driver.mjs";

const [display, bus, binary, endpoint] = process.argv.slice(2);
const home = mkdtempSync(join(tmpdir(), "atelier-bench-"));
const env = {
  ...process.env,
  DISPLAY: display,
  DBUS_SESSION_BUS_ADDRESS: bus,
  NO_AT_BRIDGE: "1",
  ATELIER_DATA: join(home, "data"),
  ATELIER_ENDPOINT: endpoint,
  HOME: home,
  XDG_DATA_HOME: home,
  XDG_CONFIG_HOME: home,
  XDG_CACHE_HOME: home,
};

try {
  const { driver, close } = await openWindow({ binary, env });
  try {
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    console.log(JSON.stringify(await driver.executeAsyncScript(inPage)));
  } finally {
    await close();
  }
} finally {
  rmSync(home, { recursive: true, force: true, maxRetries: 3 });
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
