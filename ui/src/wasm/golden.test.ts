// @vitest-environment node
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

import { realHost, realModule } from "../testing/engines";
import { type Ask, compare, type Golden } from "./golden";
import { ENGINES, type EngineName } from "./protocol";

/** The worker's own code, without a worker. */
const engines = (): Ask => {
  const host = realHost();
  return async (engine, name, args) => {
    const { outcome } = await host({ id: 1, engine, module: realModule(engine), name, args });
    if ("value" in outcome) return outcome.value;
    expect(outcome.crashed, outcome.problem).toBe(false);
    throw new Error(outcome.problem);
  };
};

const fileOf = (engine: EngineName): URL =>
  new URL(`../../../wasm/${engine}/golden.json`, import.meta.url);

const casesOf = (engine: EngineName): Golden => JSON.parse(readFileSync(fileOf(engine), "utf8"));

/** Writes what is answered into the file of cases; what is written has to be judged by a person. */
const write = async (engine: EngineName): Promise<void> => {
  const { cases } = casesOf(engine);
  const ask = engines();
  const answered = [];
  for (const { call, args } of cases) {
    const said = await ask(engine, call, args).then(
      (answer) => ({ answer }),
      (cause: Error) => ({ refused: cause.message }),
    );
    answered.push({ call, args, ...said });
  }
  const lines = answered.map((one) => `    ${JSON.stringify(one)}`).join(",\n");
  writeFileSync(fileOf(engine), `{\n  "cases": [\n${lines}\n  ]\n}\n`);
};

describe("the engines in Node", () => {
  // rows: 3.009
  it.each(ENGINES)("%s answers as everywhere", async (engine) => {
    if (process.env["UPDATE_EXPECT"]) await write(engine);
    const { cases, wrong } = await compare(engine, casesOf(engine), engines());
    expect(wrong).toEqual([]);
    expect(cases).toBeGreaterThan(20);
  });

  // rows: 3.147
  it.each(ENGINES)("%s is handed nothing but what binds it to its caller", (engine) => {
    const imports = WebAssembly.Module.imports(realModule(engine));
    expect(imports.length).toBeGreaterThan(0);
    for (const { module, name, kind } of imports) {
      expect([module, kind]).toEqual([`./${engine}_bg.js`, "function"]);
      expect(name, "conversions of values, no door to the world").not.toMatch(
        /fetch|location|document|window|storage|crypto|request|socket|performance|now|random/i,
      );
    }
  });

  // rows: 3.063
  it("weigh no more together than was meant", () => {
    const sizes = ENGINES.map((engine) => {
      const file = new URL(`./generated/${engine}/${engine}_bg.wasm`, import.meta.url);
      return statSync(file).size;
    });
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(430 * 1_024);
  });
});
