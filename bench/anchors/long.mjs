// Measures a conversation of 10,000 messages in the real window: how long it takes from a click in
// the sidebar until its newest message is painted, how often a frame comes while it scrolls, and how
// long a key takes to be painted beside it; and how often a frame comes in a plain window of the same
// engine, at rest and while it scrolls a still page; and what ten such conversations weigh once they
// were opened. Prints one JSON object.
import { once } from "node:events";
import { cpSync } from "node:fs";
import { createServer } from "node:http";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { openEntered } from "./entered.mjs";
import { frames, openAt, paintedKeys } from "./in-page.mjs";
import { deskEnv, measure, pause, quantile, UNDRIVEN } from "./place.mjs";
import { pssBelow } from "./weight.mjs";

const [display, bus, binary, endpoint, filled, passphrase, floor] = process.argv.slice(2);
/** Windows that are opened, each on data of its own. */
const WINDOWS = 3;
/** How long one measure of frames takes, in ms. */
const WHILE = 4_000;
/** How far the steady scroll moves in a frame, in px: a page in about six frames. */
const STEP = 100;

await measure(async (home) => {
  const env = { ...deskEnv(home, display, bus), ...UNDRIVEN };
  const plain = await plainWindow(env);
  const firsts = [];
  let last = {};
  for (let number = 0; number < WINDOWS; number += 1) {
    last = await ourWindow(env, join(home, `${number}`), number === WINDOWS - 1);
    firsts.push(last.first);
  }
  const weight = await weighed(env, join(home, "weighed"));
  return { ...last, first: quantile(firsts, 0.5), plain, weight };
});

/** Opens the window on a copy of the filled store. */
function opened(env, data) {
  cpSync(filled, data, { recursive: true });
  return openEntered({
    binary,
    env: { ...env, ATELIER_DATA: data, ATELIER_ENDPOINT: endpoint },
    how: "secret.unlock",
    passphrase,
    there: ["[data-conversation]", "textarea"],
  });
}

async function ourWindow(env, data, whole) {
  const session = await opened(env, data);
  try {
    const { driver } = session;
    await pause(1_500);
    const first = await driver.executeAsyncScript(openAt, 0);
    if (!whole) return { first };
    const again = [];
    for (let turn = 0; turn < 5; turn += 1) {
      await pause(500);
      again.push(await driver.executeAsyncScript(openAt, 0));
    }
    await pause(1_000);
    const rest = await driver.executeAsyncScript(frames, 0, WHILE);
    const up = await driver.executeAsyncScript(frames, -STEP, WHILE);
    const down = await driver.executeAsyncScript(frames, STEP, WHILE);
    await driver.executeScript(() => document.querySelector("textarea").focus());
    await driver.executeScript(paintedKeys);
    for (const key of "what is measured is not always what matters") {
      await driver.actions().sendKeys(key).perform();
    }
    const keys = await driver.executeScript(() => window.paintedKeys);
    return { first, again: quantile(again, 0.5), rest, up, down, keys };
  } finally {
    await session.close();
  }
}

/** What a window weighs idle, and after ten long conversations were opened in it, in MiB. */
async function weighed(env, data) {
  const session = await opened(env, data);
  try {
    const { driver, pid } = session;
    await pause(5_000);
    const idle = pssBelow(pid);
    for (let place = 0; place < 10; place += 1) {
      await driver.executeAsyncScript(openAt, place);
      await pause(700);
    }
    await pause(5_000);
    return { idle, opened: pssBelow(pid) };
  } finally {
    await session.close();
  }
}

/** A plain window of the engine with a still page: at rest, and while it scrolls. */
async function plainWindow(env) {
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
