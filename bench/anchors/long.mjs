// Measures a conversation of 10,000 messages in the real window: how long it takes from a click in
// the sidebar until its newest message is painted, how often a frame comes while it scrolls, and how
// long a key takes to be painted beside it; and how often a frame comes in a plain window of the same
// engine, at rest and while it scrolls a still page; and what ten such conversations weigh once they
// were opened. Prints one JSON object.
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openWindow } from "./driver.mjs";
import { frames, openAt, paintedKeys, unlock } from "./in-page.mjs";
import { pssBelow } from "./weight.mjs";

const [display, bus, binary, endpoint, filled, passphrase, floor] = process.argv.slice(2);
/** Windows that are opened, each on data of its own. */
const WINDOWS = 3;
/** How long one measure of frames takes, in ms. */
const WHILE = 4_000;
/** How far the steady scroll moves in a frame, in px: a page in about six frames. */
const STEP = 100;

const home = mkdtempSync(join(tmpdir(), "atelier-bench-"));
const env = {
  ...process.env,
  DISPLAY: display,
  DBUS_SESSION_BUS_ADDRESS: bus,
  NO_AT_BRIDGE: "1",
  // As the window has it where nobody drives it.
  WEBKIT_DISABLE_DMABUF_RENDERER: "1",
  HOME: home,
  XDG_DATA_HOME: home,
  XDG_CONFIG_HOME: home,
  XDG_CACHE_HOME: home,
};

try {
  const plain = await plainWindow();
  const firsts = [];
  let last = {};
  for (let number = 0; number < WINDOWS; number += 1) {
    last = await ourWindow(join(home, `${number}`), number === WINDOWS - 1);
    firsts.push(last.first);
  }
  const weight = await weighed(join(home, "weighed"));
  const middle = firsts.sort((a, b) => a - b)[Math.floor(WINDOWS / 2)];
  console.log(JSON.stringify({ ...last, first: middle, plain, weight }));
} finally {
  rmSync(home, { recursive: true, force: true, maxRetries: 3 });
}

async function ourWindow(data, whole) {
  cpSync(filled, data, { recursive: true });
  const session = await openWindow({ binary, env: { ...env, ATELIER_DATA: data, ATELIER_ENDPOINT: endpoint } });
  try {
    const { driver } = session;
    const ready = await driver.executeAsyncScript(unlock, passphrase);
    if (ready !== "ready") throw new Error(ready);
    const settle = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
    await settle(1_500);
    const first = await driver.executeAsyncScript(openAt, 0);
    if (!whole) return { first };
    const again = [];
    for (let turn = 0; turn < 5; turn += 1) {
      await settle(500);
      again.push(await driver.executeAsyncScript(openAt, 0));
    }
    await settle(1_000);
    const rest = await driver.executeAsyncScript(frames, 0, WHILE);
    const up = await driver.executeAsyncScript(frames, -STEP, WHILE);
    const down = await driver.executeAsyncScript(frames, STEP, WHILE);
    await driver.executeScript(() => document.querySelector("textarea").focus());
    await driver.executeScript(paintedKeys);
    for (const key of "what is measured is not always what matters") {
      await driver.actions().sendKeys(key).perform();
    }
    const keys = await driver.executeScript(() => window.paintedKeys);
    return { first, again: again.sort((a, b) => a - b)[2], rest, up, down, keys };
  } finally {
    await session.close();
  }
}

/** What a window weighs idle, and after ten long conversations were opened in it, in MiB. */
async function weighed(data) {
  cpSync(filled, data, { recursive: true });
  const session = await openWindow({ binary, env: { ...env, ATELIER_DATA: data, ATELIER_ENDPOINT: endpoint } });
  try {
    const { driver, pid } = session;
    const ready = await driver.executeAsyncScript(unlock, passphrase);
    if (ready !== "ready") throw new Error(ready);
    const settle = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
    await settle(5_000);
    const idle = pssBelow(pid);
    for (let place = 0; place < 10; place += 1) {
      await driver.executeAsyncScript(openAt, place);
      await settle(700);
    }
    await settle(5_000);
    return { idle, opened: pssBelow(pid) };
  } finally {
    await session.close();
  }
}

/** A plain window of the engine with a still page: at rest, and while it scrolls. */
async function plainWindow() {
  const text = `<p>${"Some words with <b>emphasis</b> and <code>code</code>, as answers have them. ".repeat(6)}</p>`;
  const page = `<!doctype html><title>still</title>
    <style>body{margin:0;font:14px/1.5 sans-serif}p{max-width:72ch;margin:1em auto}
    div{height:600px;overflow-y:auto}</style><div data-messages>${text.repeat(400)}</div>
    <script>${frames}
    const measure = (step) => new Promise((done) => frames(step, ${WHILE}, done));
    setTimeout(async () => {
      const told = { rest: await measure(0), down: await measure(${STEP}), up: await measure(-${STEP}) };
      fetch("/told", { method: "POST", body: JSON.stringify(told) });
    }, 1000)</script>`;
  let tell;
  const told = new Promise((resolve) => {
    tell = resolve;
  });
  const server = createServer(async (request, response) => {
    if (request.method === "POST") {
      const chunks = await request.toArray();
      tell(JSON.parse(Buffer.concat(chunks).toString("utf8")));
    }
    response.setHeader("content-type", "text/html").end(page);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const child = spawn(floor, [`http://127.0.0.1:${server.address().port}/`], { env, stdio: "ignore" });
  const late = new Promise((_, reject) => {
    setTimeout(() => reject(new Error("the plain window told nothing")), 60_000).unref();
  });
  try {
    return await Promise.race([told, late]);
  } finally {
    child.kill();
    await once(child, "exit");
    server.closeAllConnections();
    server.close();
  }
}
