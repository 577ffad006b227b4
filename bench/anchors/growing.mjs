// An answer that arrives at the pace of a model, in Chromium or in the real window: how far frames
// lie apart while it does, and how long each takes; and the same at rest. Prints one JSON object.
import { join } from "node:path";
import { openEntered } from "./entered.mjs";
import { openPage } from "./page.mjs";
import { deskEnv, measure, pause, UNDRIVEN } from "./place.mjs";

const [kind, display, bus, binary, endpoint, rate, lasts] = process.argv.slice(2);
/** How long the page is watched at rest, in ms. */
const REST = 5_000;
/** What is added to how long the answer takes, in ms. */
const LATE = 15_000;

await measure(async (home) => {
  const data = join(home, "data");
  const session = kind === "page" ? await openPage({ binary, home, data, endpoint }) : await ofWindow(home, data);
  try {
    const { driver } = session;
    await driver.manage().setTimeouts({ script: Number(lasts) + 4 * LATE });
    await pause(2_000);
    const rest = await driver.executeAsyncScript(watch, REST);
    await driver.executeAsyncScript(send, `/simulate paced ${rate}`);
    const growing = await driver.executeAsyncScript(watch, Number(lasts));
    const ended = await driver.executeAsyncScript(end, LATE);
    if (!ended) throw new Error("the answer did not end");
    return { rest, growing };
  } finally {
    await session.close();
  }
});

function ofWindow(home, data) {
  const env = { ...deskEnv(home, display, bus), ...UNDRIVEN, ATELIER_DATA: data, ATELIER_ENDPOINT: endpoint };
  const passphrase = "correct horse battery staple";
  return openEntered({ binary, env, how: "secret.seal", passphrase, there: ["textarea"] });
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
