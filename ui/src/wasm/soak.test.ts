// @vitest-environment node
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

import { realHost, realModule } from "../testing/engines";
import type { EngineName } from "./protocol";

/** What small modules are made by is clever, and a mistake of it shows only under load. */
const engine = (name: EngineName) => {
  const host = realHost();
  const module = realModule(name);
  return async (call: string, ...args: readonly unknown[]): Promise<unknown> => {
    const { outcome } = await host({ id: 1, engine: name, module, name: call, args });
    if ("problem" in outcome) throw new Error(`${call}: ${outcome.problem}`);
    return outcome.value;
  };
};

/** Numbers from 0 to 1 that look like random ones, and are the same each time. */
const numbers = (seed: number) => {
  let state = seed;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
};

describe("the engines of the page under load", { timeout: 60_000 }, () => {
  it("find among many patterns", async () => {
    const ask = engine("reasoningbank");
    const number = numbers(1);
    const words = Array.from({ length: 4_000 }, (_, at) => `word${at.toString(36)}`);
    const text = (length: number) =>
      Array.from({ length }, () => words[Math.floor(words.length * number() ** 2)]).join(" ");
    await ask("create", "many", { patterns: 0, bytes: 0 });
    const messages = Array.from({ length: 1_000 }, () => text(15));
    for (let from = 0; from < messages.length; from += 200) {
      const page = messages.slice(from, from + 200).map((message) => ({
        scope: "global",
        message,
        response: text(40),
        score: 1,
        source: "conversation",
        outcomes: { wins: 0, losses: 0, repeats: 0, last_used_at: null },
        pinned: false,
        suspended: false,
        created_at: 1_790_000_000_000,
      }));
      expect(await ask("importPatterns", "many", page, 1_790_000_000_000)).toMatchObject({
        added: 200,
      });
    }
    for (const message of messages.slice(0, 300)) {
      const found = await ask("findSimilar", "many", message, 1_790_000_000_000, 50, 0);
      expect((found as { pattern: { message: string } }[])[0]?.pattern.message).toBe(message);
      await ask("findSimilar", "many", text(4), 1_790_000_000_000, 50);
    }
  });

  it("edit real files, and only where they are told", async () => {
    const ask = engine("agent-booster");
    const files = [
      ...readdirSync(import.meta.dirname).map((name) => join(import.meta.dirname, name)),
      ...readdirSync(join(import.meta.dirname, "worker")).map((name) =>
        join(import.meta.dirname, "worker", name),
      ),
    ].filter((path) => /\.tsx?$/.test(path));
    expect(files.length).toBeGreaterThan(15);
    for (const path of files) {
      const original = readFileSync(path, "utf8");
      const lines = original.split("\n");
      const unique = lines.find(
        (line) => line.length > 30 && lines.filter((other) => other === line).length === 1,
      );
      if (unique === undefined) continue;
      const snippet = `<<<<<<< SEARCH\n${unique}\n=======\n${unique} // seen\n>>>>>>> REPLACE\n`;
      const answer = await ask("applyEdit", original, snippet, path.split(".").at(-1));
      if (!Object.hasOwn(answer as object, "refusal")) {
        expect(answer, path).toMatchObject({ text: original.replace(unique, `${unique} // seen`) });
      }
    }
  });

  it("solve many games, with long numbers between them", async () => {
    const ask = engine("math-framework");
    const number = numbers(2);
    for (let round = 0; round < 150; round += 1) {
      const size = 2 + (round % 4);
      const matrix = () =>
        Array.from({ length: size }, () =>
          Array.from({ length: size }, () => Math.floor(19 * number()) - 9),
        );
      const found = await ask("detectNashEquilibria", [matrix(), matrix()]);
      expect((found as { equilibria: unknown[] }).equilibria.length).toBeGreaterThan(0);
      const digits = (await ask("fibonacci", 997 * round)) as string;
      expect(BigInt(digits) % 10n).toBe(LAST[(997 * round) % 60]);
    }
  });
});

/** The last digits of Fibonacci numbers come back after sixty. */
const LAST: readonly bigint[] = (() => {
  const digits = [0n, 1n];
  while (digits.length < 60) digits.push(((digits.at(-1) ?? 0n) + (digits.at(-2) ?? 0n)) % 10n);
  return digits;
})();
