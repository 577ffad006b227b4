// Brings the catalogues up to date with the sentences in the code. With `--check` it changes nothing, and fails where they are not,
// where a translation is missing or unsound, or where a sentence did not go through the catalogue.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatter } from "@lingui/format-po";
import { compileMessage } from "@lingui/message-utils/compileMessage";

import { leftOver } from "./left-over.mjs";

const root = import.meta.dirname;
const kept = join(root, "src/locales");
const locales = readdirSync(kept).filter((name) => name.endsWith(".po"));

/** Extracts into the catalogues of a folder. */
const extract = (folder) =>
  execFileSync(join(root, "../node_modules/.bin/lingui"), ["extract", "--clean"], {
    cwd: root,
    env: { ...process.env, CATALOGUES: folder },
    stdio: ["ignore", "pipe", "pipe"],
  });

/** The names of the values in a message, and its elements. */
const holes = (message) => {
  const found = new Set(message.match(/<\/?\d+\/?>/g));
  const walk = (tokens) => {
    for (const token of Array.isArray(tokens) ? tokens : []) {
      if (!Array.isArray(token)) continue;
      const [name, , forms] = token;
      found.add(name);
      if (typeof forms === "object") Object.values(forms).forEach(walk);
    }
  };
  walk(compileMessage(message));
  return [...found].sort().join(" ");
};

const unsound = (message, translation) => {
  try {
    return holes(message) === holes(translation) ? null : "has other values or elements";
  } catch {
    return "cannot be read";
  }
};

const faultsOf = async (name) => {
  const filename = join(kept, name);
  const context = { locale: name.replace(".po", ""), sourceLocale: "en", filename };
  const messages = await formatter().parse(readFileSync(filename, "utf8"), context);
  return Object.values(messages).flatMap(({ message = "", translation = "" }) => {
    const fault = translation === "" ? "is missing" : unsound(message, translation);
    return fault === null
      ? []
      : [`${name}: the translation of ${JSON.stringify(message)} ${fault}`];
  });
};

const check = async () => {
  const faults = [];
  const folder = mkdtempSync(join(tmpdir(), "atelier-catalogue-"));
  try {
    cpSync(kept, folder, { recursive: true });
    extract(folder);
    for (const name of locales) {
      if (readFileSync(join(folder, name), "utf8") !== readFileSync(join(kept, name), "utf8")) {
        faults.push(`${name} is not as the code has it: run \`npm run catalogue --workspace ui\``);
      }
      faults.push(...(await faultsOf(name)));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return [...faults, ...leftOver(join(root, "src"))];
};

if (process.argv.includes("--check")) {
  const faults = await check();
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  if (faults.length > 0) process.exitCode = 1;
  else process.stdout.write(`catalogues: ${locales.join(", ")} complete\n`);
} else {
  process.stdout.write(extract(kept));
}
