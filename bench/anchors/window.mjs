// Measures the real window from inside, through its own two commands: a call that does nothing
// much, and a long answer through store and channel while frames are counted. Prints one JSON object.
import { join } from "node:path";
import { openWindow } from "./driver.mjs";
import { reachCore } from "./in-page.mjs";
import { deskEnv, measure, pause } from "./place.mjs";

const [display, bus, binary, endpoint] = process.argv.slice(2);

await measure(async (home) => {
  const own = { ATELIER_DATA: join(home, "data"), ATELIER_ENDPOINT: endpoint };
  const { driver, close } = await openWindow({ binary, env: { ...deskEnv(home, display, bus), ...own } });
  try {
    await pause(3_000);
    await driver.executeScript(reachCore);
    return await driver.executeAsyncScript(inPage);
  } finally {
    await close();
  }
});

/** Runs in the page. */
async function inPage(done) {
  const call = window.callCore;
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
