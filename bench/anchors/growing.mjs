// An answer that arrives at the pace of a model, in Chromium or in the real window: how far frames
// lie apart while it does, and how long each takes; and the same at rest. Prints one JSON object.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openWindow } from "./driver.mjs";
import { openPage } from "./page.mjs";

const [kind, display, bus, binary, endpoint, rate, lasts] = process.argv.slice(2);
/** How long the page is watched at rest, in ms. */
const REST = 5_000;
/** What is added to how long the answer takes, in ms. */
const LATE = 15_000;

const home = mkdtempSync(join(tmpdir(), "atelier-bench-"));
try {
  const session = kind === "page" ? await ofPage() : await ofWindow();
  try {
    const { driver } = session;
    await driver.manage().setTimeouts({ script: Number(lasts) + 4 * LATE });
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const rest = await driver.executeAsyncScript(watch, REST);
    await driver.executeAsyncScript(send, `/simulate paced ${rate}`);
    const growing = await driver.executeAsyncScript(watch, Number(lasts));
    const ended = await driver.executeAsyncScript(end, LATE);
    if (!ended) throw new Error("the answer did not end");
    console.log(JSON.stringify({ rest, growing }));
  } finally {
    await session.close();
  }
} finally {
  rmSync(home, { recursive: true, force: true, maxRetries: 3 });
}

async function ofPage() {
  return openPage({ binary, home, data: join(home, "data"), endpoint });
}

async function ofWindow() {
  const env = {
    ...process.env,
    DISPLAY: display,
    DBUS_SESSION_BUS_ADDRESS: bus,
    NO_AT_BRIDGE: "1",
    // As the window has it where nobody drives it.
    WEBKIT_DISABLE_DMABUF_RENDERER: "1",
    ATELIER_DATA: join(home, "data"),
    ATELIER_ENDPOINT: endpoint,
    HOME: home,
    XDG_DATA_HOME: home,
    XDG_CONFIG_HOME: home,
    XDG_CACHE_HOME: home,
  };
  const session = await openWindow({ binary, env });
  try {
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const ready = await session.driver.executeAsyncScript(prepare);
    if (ready !== "ready") throw new Error(ready);
    return session;
  } catch (error) {
    await session.close();
    throw error;
  }
}

/** Runs in the page: keeps a key, and goes past the first steps. */
async function prepare(done) {
  const tauri = window.__TAURI_INTERNALS__;
  let calls = 0;
  const call = (name, input) => {
    calls += 1;
    const events = `__CHANNEL__:${tauri.transformCallback(() => {})}`;
    return tauri.invoke("call", { id: `bench-${calls}`, name, input, events });
  };
  try {
    await call("secret.seal", { passphrase: "correct horse battery staple" });
    await call("secret.save", { key: "sk-ant-test-benchmark" });
    await call("settings.save", { onboarded: true });
    const look = () => (document.querySelector("textarea") ? done("ready") : setTimeout(look, 20));
    look();
  } catch (error) {
    done(String(error?.message ?? error));
  }
}

/** Runs in the page: writes a message and sends it, and waits until the answer begins. */
function send(words, done) {
  const field = document.querySelector("textarea");
  const { set } = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value");
  field.focus();
  set.call(field, words);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  const press = () => {
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", code: "Enter", bubbles: true, cancelable: true }));
    const look = () => {
      const begun = [...document.querySelectorAll("article")].some((it) => it.textContent.includes("Part 0"));
      if (begun) done(true);
      else setTimeout(look, 20);
    };
    look();
  };
  setTimeout(press, 300);
}

/** Runs in the page: whether the last part of the answer is there. */
function end(ms, done) {
  const until = performance.now() + ms;
  const look = () => {
    const there = document.body.textContent.includes("Part 170");
    if (there || performance.now() > until) done(there);
    else setTimeout(look, 100);
  };
  look();
}

/** Runs in the page: how far frames lie apart, and how long each takes to its paint, p95 in ms. */
function watch(ms, done) {
  const apart = [];
  const work = [];
  const after = new MessageChannel();
  let last = null;
  after.port1.onmessage = () => work.push(performance.now() - last);
  const until = performance.now() + ms;
  const tick = (now) => {
    if (last !== null) apart.push(now - last);
    last = now;
    after.port2.postMessage(null);
    if (performance.now() < until) {
      requestAnimationFrame(tick);
      return;
    }
    const at = (list, share) => list.sort((a, b) => a - b)[Math.round((list.length - 1) * share)];
    done({ apart: at(apart, 0.95), work: at(work, 0.95), worst: at(apart, 1), frames: apart.length });
  };
  requestAnimationFrame(tick);
}
