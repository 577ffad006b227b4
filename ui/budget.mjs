// Prints what the built page weighs beside its budget, and fails where it weighs more.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** The most that the page may weigh, in bytes: all but the engines, which come when they are needed. */
const BUDGET = 2_000_000;
/** Budgets of the engines are held by `cargo xtask wasm`. */
const ENGINES = /_bg-[^/]*\.wasm$/;
const GRAMMARS = /\.wasm-[^/]*\.gz$/;
/** What draws diagrams comes with the first of them; the most that it may weigh, packed, in bytes. */
const DIAGRAMS = /\.js-[^/]*\.gz$/;
const DIAGRAMS_BUDGET = 850_000;

/** Each language but English comes when it is shown; the most that one may weigh, in bytes. */
const LANGUAGES = /\/language-[^/]*\.js$/;
const LANGUAGE_BUDGET = 120_000;

const dist = new URL("dist/", import.meta.url).pathname;
const files = readdirSync(dist, { recursive: true })
  .map((name) => join(dist, String(name)))
  .filter((path) => statSync(path).isFile());

const sumOf = (matches, weigh) =>
  files.filter((path) => matches.test(path)).reduce((sum, path) => sum + weigh(path), 0);
const size = (path) => statSync(path).size;
const zipped = (path) => gzipSync(readFileSync(path)).length;
const kB = (bytes) => `${(bytes / 1_000).toFixed(0)} kB`;

const diagrams = sumOf(DIAGRAMS, size);
const languages = sumOf(LANGUAGES, size);
const largest = Math.max(0, ...files.filter((path) => LANGUAGES.test(path)).map(size));
const later = sumOf(ENGINES, size) + sumOf(GRAMMARS, size) + diagrams + languages;
const total = sumOf(/./, size) - later;
const code = /^(?!.*\/language-).*\.(js|css|html)$/;
const line = [
  `bundle ${kB(total)} of ${kB(BUDGET)}`,
  `code ${kB(sumOf(code, size))} (${kB(sumOf(code, zipped))} gzipped)`,
  `fonts ${kB(sumOf(/\.woff2$/, size))}`,
  `on demand: engines ${kB(sumOf(ENGINES, size))} (${kB(sumOf(ENGINES, zipped))} gzipped)`,
  `grammars ${kB(sumOf(GRAMMARS, size))}, packed`,
  `languages ${kB(languages)} (${kB(sumOf(LANGUAGES, zipped))} gzipped)`,
  `diagrams ${kB(diagrams)} of ${kB(DIAGRAMS_BUDGET)}, packed`,
].join(" · ");
process.stdout.write(`${line}\n`);
if (total > BUDGET) {
  process.stderr.write(`the bundle is ${kB(total - BUDGET)} over its budget\n`);
  process.exitCode = 1;
}
if (largest > LANGUAGE_BUDGET) {
  process.stderr.write(`a language is ${kB(largest - LANGUAGE_BUDGET)} over its budget\n`);
  process.exitCode = 1;
}
if (diagrams > DIAGRAMS_BUDGET) {
  process.stderr.write(
    `what draws diagrams is ${kB(diagrams - DIAGRAMS_BUDGET)} over its budget\n`,
  );
  process.exitCode = 1;
}
