import type { Page, Pattern } from "@atelier/client/types";
import { describe, expect, it, vi } from "vitest";

import { realParts } from "../testing/engines";
import { pattern } from "../testing/samples";
import { createEngines } from "./load";
import { createPatternCopy, MOST, type ReadPatterns } from "./reasoningbank";

const realEngines = () => createEngines(realParts);
const NOW = 1_790_000_000_000;

/** A core that holds `pages`, each after the other. */
const core = (pages: readonly (readonly Pattern[])[]) =>
  vi.fn<ReadPatterns>(async (cursor): Promise<Page<Pattern>> => {
    const at = Number(cursor ?? 0);
    return { items: [...(pages[at] ?? [])], next_cursor: pages[at + 1] ? String(at + 1) : null };
  });

const TUPLES = pattern("How do I sort a list of tuples?", {
  scope: { kind: "conversation", id: "c1" },
  wins: 2,
});
const BREAD = pattern("Why does my bread not rise?", {
  scope: { kind: "project", name: "bakery" },
});

describe("the copy of what was learned", () => {
  // rows: 3.045, 3.036
  it("is read page by page when it is first needed, and once", async () => {
    const read = core([[TUPLES], [BREAD, pattern("Sort nothing at all", { suspended: true })]]);
    const copy = createPatternCopy(read, realEngines(), () => NOW);
    expect(read).not.toHaveBeenCalled();
    const [found, other] = await Promise.all([
      copy.find({ text: "sort tuples", limit: 5, version: 1 }),
      copy.find({ text: "bread that does not rise", limit: 5, version: 1 }),
    ]);
    expect(found.isWhole).toBe(true);
    expect(found.recalled.map((it) => it.pattern.message)).toEqual([TUPLES.message]);
    expect(found.recalled[0]).toMatchObject({
      pattern: { scope: "conversation:c1", outcomes: { wins: 2 } },
      why: { wins: 2 },
    });
    expect(other.recalled[0]?.pattern.scope).toBe("project:bakery");
    await copy.find({ text: "sort", limit: 5, version: 1 });
    expect(read).toHaveBeenCalledTimes(2);
  });

  it("is read anew when the core learned or forgot something", async () => {
    const read = core([[TUPLES]]);
    const copy = createPatternCopy(read, realEngines(), () => NOW);
    const sort = { text: "sort tuples", limit: 5 };
    expect((await copy.find({ ...sort, version: 1 })).recalled).toHaveLength(1);
    read.mockImplementation(async () => ({ items: [BREAD], next_cursor: null }));
    expect((await copy.find({ ...sort, version: 1 })).recalled).toHaveLength(1);
    expect((await copy.find({ ...sort, version: 2 })).recalled).toHaveLength(0);
    expect((await copy.find({ text: "bread", limit: 5, version: 2 })).recalled).toHaveLength(1);
  });

  it("is read anew when the worker ended with it", async () => {
    const engines = realEngines();
    const read = core([[TUPLES]]);
    const copy = createPatternCopy(read, engines, () => NOW);
    const ask = () => copy.find({ text: "sort tuples", limit: 5, version: 1 });
    await ask();
    engines.end();
    expect((await ask()).recalled).toHaveLength(1);
    // Another engine's question has started the next worker.
    engines.end();
    await engines.init("math-framework");
    expect((await ask()).recalled).toHaveLength(1);
    expect(read).toHaveBeenCalledTimes(3);
  });

  it("stays within bounds, and says when it is not whole", async () => {
    const long = "x".repeat(4_000);
    const page = (at: number) =>
      Array.from({ length: 200 }, (_, n) => pattern(`${at} ${n} ${long}`, { response: long }));
    const read = vi.fn<ReadPatterns>(async (cursor) => {
      const at = Number(cursor ?? 0);
      return { items: page(at), next_cursor: String(at + 1) };
    });
    const copy = createPatternCopy(read, realEngines(), () => NOW);
    const { isWhole } = await copy.find({ text: "sort", limit: 5, version: 1 });
    expect(isWhole).toBe(false);
    expect(read.mock.calls.length * 200 * 8_000 * 2).toBeLessThan(
      MOST.textBytes + 200 * 16_000 * 2,
    );
    const short = core(
      Array.from({ length: 30 }, (_, at) =>
        Array.from({ length: 200 }, (_, n) => pattern(`word${at} number${n}`)),
      ),
    );
    const many = createPatternCopy(short, realEngines(), () => NOW);
    const question = { text: "word3 number7", limit: 1, version: 1 };
    expect((await many.find(question)).isWhole).toBe(false);
    expect(short).toHaveBeenCalledTimes(MOST.patterns / 200);
  });

  it("gives up with whoever asked, and with a core that does not answer", async () => {
    const copy = createPatternCopy(core([[TUPLES]]), realEngines(), () => NOW);
    const question = { text: "sort", limit: 5, version: 1 };
    await expect(copy.find({ ...question, signal: AbortSignal.abort() })).rejects.toThrow();
    expect((await copy.find(question)).recalled).toHaveLength(1);
    const broken = vi.fn<ReadPatterns>().mockRejectedValueOnce(new Error("locked"));
    broken.mockImplementation(core([[TUPLES]]));
    const other = createPatternCopy(broken, realEngines(), () => NOW);
    await expect(other.find(question)).rejects.toThrow("locked");
    expect((await other.find(question)).recalled).toHaveLength(1);
  });
});
