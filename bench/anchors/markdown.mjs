// What a growing text costs: our own Markdown and react-markdown draw the same 98.9 KB in the same
// 291 steps, in turns, in Chromium, once only laid out after each step and once painted as well.
// Prints one JSON object: processor time of the page's thread in ms, the least of three.
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { build } from "vite";
import { openChromium } from "./driver.mjs";
import { measure, quantile } from "./place.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const ANCHOR = join(ROOT, "target/anchors/react-markdown-10.1.0");
const PACKAGES = ["react-markdown@10.1.0", "remark-gfm@4.0.1"];
const ROUNDS = 3;
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2" };

await measure(async (home) => {
  install();
  // Where the catalogue's settings are looked for.
  process.chdir(join(ROOT, "ui"));
  const folders = { ours: join(home, "ours"), theirs: join(home, "theirs") };
  await build({
    configFile: join(ROOT, "ui/bench/vite.config.ts"),
    logLevel: "error",
    build: { outDir: folders.ours, emptyOutDir: true },
  });
  await build({
    configFile: false,
    root: join(ROOT, "bench/anchors"),
    logLevel: "error",
    base: "./",
    plugins: [react()],
    resolve: {
      alias: Object.fromEntries(
        ["react-markdown", "remark-gfm"].map((name) => [name, join(ANCHOR, "node_modules", name)]),
      ),
      dedupe: ["react", "react-dom"],
    },
    build: {
      outDir: folders.theirs,
      emptyOutDir: true,
      rolldownOptions: { input: join(ROOT, "bench/anchors/react-markdown.html") },
    },
  });
  const server = createServer((request, response) => {
    const path = join(home, new URL(request.url, "http://page").pathname);
    if (!existsSync(path)) return response.writeHead(404).end();
    response.setHeader("content-type", TYPES[extname(path)] ?? "application/octet-stream");
    return response.end(readFileSync(path));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${server.address().port}`;
  const session = await openChromium({ folder: home, env: process.env });
  try {
    const pages = { ours: `${origin}/ours/bench/markdown.html`, theirs: `${origin}/theirs/react-markdown.html` };
    const laidOut = { ours: [], theirs: [] };
    const painted = { ours: [], theirs: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [who, page] of Object.entries(pages)) {
        laidOut[who].push(await run(session, page, who, "laidOut"));
        painted[who].push(await run(session, page, who, "painted"));
      }
    }
    const least = (runs) => Math.min(...runs.map(({ spent }) => spent));
    const middle = (read) => quantile(painted.ours.map(read), 0.5);
    return {
      laidOut: { ours: least(laidOut.ours), theirs: least(laidOut.theirs) },
      painted: { ours: least(painted.ours), theirs: least(painted.theirs) },
      first: middle(({ first }) => first),
      last: middle(({ last }) => last),
      same: [...laidOut.ours, ...painted.ours].every(({ same }) => same),
    };
  } finally {
    await session.close();
    server.closeAllConnections();
    server.close();
  }
});

/** Draws the whole text once; the page's thread is asked before and after. */
async function run({ driver, ask }, url, who, each) {
  await driver.get(url);
  await driver.manage().setTimeouts({ script: 300_000 });
  await ask("Performance.enable", { timeDomain: "threadTicks" });
  const spent = async () => {
    const { metrics } = await ask("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration").value * 1e3;
  };
  await driver.executeScript(() => window.markdownBench.begin());
  const before = await spent();
  const times = await driver.executeAsyncScript((wanted, done) => {
    const { markdownBench } = window;
    markdownBench.advance(markdownBench.steps, wanted).then(done);
  }, each);
  const cost = (await spent()) - before;
  const tenth = Math.floor(times.length / 10);
  const mean = (list) => list.reduce((sum, time) => sum + time, 0) / list.length;
  const same =
    who === "theirs" ||
    (await driver.executeAsyncScript((done) => window.markdownBench.endsAsWhole().then(done)));
  return { spent: cost, first: mean(times.slice(0, tenth)), last: mean(times.slice(-tenth)), same };
}

/** Fetches the anchor, once. */
function install() {
  if (existsSync(join(ANCHOR, "node_modules/react-markdown"))) return;
  mkdirSync(ANCHOR, { recursive: true });
  const line = ["install", "--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--prefix", ANCHOR];
  execFileSync("npm", [...line, ...PACKAGES], { stdio: "ignore" });
}
