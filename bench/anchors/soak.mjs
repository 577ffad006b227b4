// Works with the page for so many minutes: opens long conversations, lets answers arrive and
// throws them away, searches. After each round what is garbage is collected and the rest counted;
// the first minutes are not, in which caches fill. Prints one JSON object.
import { openPage } from "./page.mjs";
import { measure } from "./place.mjs";
import { privateMiB } from "./weight.mjs";

const [binary, endpoint, data, passphrase, minutes] = process.argv.slice(2);
/** So many minutes only warm up: what nobody looks at any more stays in the page's cache for five. */
const WARM = 6;
const PLACES = 3;

await measure(async (home) => {
  const page = await openPage({ binary, home, data, endpoint, passphrase });
  try {
    const { ask, call, server } = page;
    const samples = [];
    const begun = performance.now();
    const passed = () => (performance.now() - begun) / 60_000;
    for (let round = 0; passed() < WARM + Number(minutes); round += 1) {
      await work(page, round);
      if (passed() < WARM) continue;
      await ask("HeapProfiler.collectGarbage");
      const { usedSize } = await ask("Runtime.getHeapUsage");
      const { nodes, jsEventListeners } = await ask("Memory.getDOMCounters");
      const { heap_bytes: heap } = await call("health.get");
      samples.push({
        at: passed(),
        page: usedSize / 1e6,
        nodes,
        listeners: jsEventListeners,
        heap: heap / 1e6,
        core: privateMiB(server),
      });
    }
    return { samples };
  } finally {
    await page.close();
  }
});

async function work({ ask, call }, round) {
  const { id } = await call("conversation.create", { title: `Round ${round}` });
  await call("conversation.send", { id, text: "/simulate long 300" });
  await call("conversation.send", { id, text: "/simulate code" });
  for (let place = 0; place < PLACES; place += 1) {
    await run(ask, openAny, place);
    await run(ask, scroll);
  }
  await call("search.find", { query: `three steps round ${round}` });
  await run(ask, openAny, 0);
  await call("conversation.delete", { id });
  await call("shelf.erase", { ids: [id] });
}

/**
 * Runs a function in the page to its end. Not as a script of the driver: of each of those Chromium
 * keeps what it answered, which would count as growth of the page.
 */
async function run(ask, work, ...given) {
  const expression = `(${work})(${given.map((it) => JSON.stringify(it))})`;
  const { exceptionDetails } = await ask("Runtime.evaluate", {
    expression,
    awaitPromise: true,
    returnByValue: true,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
}

/** Runs in the page: opens a conversation of the sidebar, and waits until messages of it are there. */
async function openAny(place) {
  const rows = document.querySelectorAll("[data-conversation]");
  rows[Math.min(place, rows.length - 1)].click();
  const until = performance.now() + 5_000;
  await new Promise((resolve) => setTimeout(resolve, 50));
  while (!document.querySelector("[data-messages] article")) {
    if (performance.now() > until) throw new Error("no message was shown");
    await new Promise(requestAnimationFrame);
  }
  await new Promise((resolve) => setTimeout(resolve, 200));
}

/** Runs in the page: scrolls up some screens. */
async function scroll() {
  for (let left = 20; left > 0; left -= 1) {
    document.querySelector("[data-messages]").scrollTop -= 400;
    await new Promise(requestAnimationFrame);
  }
}
