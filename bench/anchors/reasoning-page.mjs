// The reasoningbank as the page has it: the module that `cargo xtask wasm` made, in the same engine
// as Chromium's.
//
//   reasoning-page.mjs MODULE TABLE FOLDER    MODULE is the folder with the module,
//                                             FOLDER has patterns.json and questions.json

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [module, table, folder] = process.argv.slice(2);
const names = readdirSync(module);
const script = names.find((name) => name.endsWith('.js'));
const binary = names.find((name) => name.endsWith('.wasm'));
const { initSync, ReasoningBank } = await import(pathToFileURL(resolve(module, script)).href);
const begun = performance.now();
initSync({ module: readFileSync(join(module, binary)) });
const initialized = performance.now() - begun;

const texts = JSON.parse(readFileSync(join(folder, 'patterns.json'), 'utf8'));
const questions = JSON.parse(readFileSync(join(folder, 'questions.json'), 'utf8'));
const bank = new ReasoningBank(0, 0);
bank.loadTable(readFileSync(table));
const filled = performance.now();
bank.importPatterns(
  texts.map((message) => ({ message, score: 1 })),
  0,
);
const load = performance.now() - filled;
const spent = new Array(questions.length).fill(Infinity);
for (let round = 0; round < 5; round++) {
  for (let at = 0; at < questions.length; at++) {
    const asked = performance.now();
    bank.findSimilar(questions[at], 0, 10);
    spent[at] = Math.min(spent[at], performance.now() - asked);
  }
}
spent.sort((a, b) => a - b);
const quantile = (share) => spent[Math.round((spent.length - 1) * share)];
const { patterns, memory_bytes } = bank.getStats();
console.log(
  JSON.stringify({ initialized, load, patterns, memory_bytes, p50: quantile(0.5), p95: quantile(0.95) }),
);
