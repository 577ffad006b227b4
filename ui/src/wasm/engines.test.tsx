import { act, renderHook, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";

import { createFakeTransport } from "../testing/fake-transport";
import { pattern } from "../testing/samples";
import { createWasm } from "./facade";
import { engines } from "./load";
import { mathFramework } from "./math-framework";
import { useCodeOptimization } from "./use-code-optimization";
import { useWasmModules } from "./use-wasm-modules";

vi.mock("./load", async (original) => {
  const load = await original<typeof import("./load")>();
  const { realParts } = await import("../testing/engines");
  return { ...load, engines: load.createEngines(realParts) };
});

afterEach(() => engines.end());

const ORIGINAL = "def area(r):\n    return 3 * r * r\n\n\ndef twice(x):\n    return 2 * x\n";

describe("useWasmModules", () => {
  // rows: 3.039, 3.151
  it("shows the engines as they come, and loads none by itself", async () => {
    const { result } = renderHook(useWasmModules);
    const states = () => Object.values(result.current.modules).map(({ state }) => state);
    expect(states()).toEqual(["idle", "idle", "idle"]);
    await act(() => result.current.init());
    expect(states()).toEqual(["ready", "ready", "ready"]);
    for (const { memory, initMs } of Object.values(result.current.modules)) {
      expect(memory).toBeGreaterThan(100_000);
      expect(initMs).toBeGreaterThan(0);
    }
    act(() => engines.end());
    expect(states()).toEqual(["idle", "idle", "idle"]);
  });
});

describe("useCodeOptimization", () => {
  // rows: 3.041, 3.150
  it("applies an edit to a text, or says why not and what it may have meant", async () => {
    const { result } = renderHook(useCodeOptimization);
    expect(result.current.optimization.state).toBe("idle");
    const snippet = "def twice(x):\n    return x + x\n";
    await act(() => result.current.optimize({ original: ORIGINAL, snippet, language: "py" }));
    expect(result.current.optimization).toMatchObject({
      state: "edited",
      edited: { text: ORIGINAL.replace("2 * x", "x + x"), syntax: "valid" },
    });
    const twofold = "b = 1\na\nb = 1\n";
    const vague = "<<<<<<< SEARCH\nb = 1\n=======\nb = 2\n>>>>>>> REPLACE\n";
    await act(() =>
      result.current.optimize({ original: twofold, snippet: vague, language: "text" }),
    );
    expect(result.current.optimization).toMatchObject({
      state: "refused",
      refusal: { code: "ambiguous", candidates: [{ line: 1 }, { line: 3 }] },
    });
    await act(() => result.current.optimize({ original: "a", snippet: "b", language: "klingon" }));
    expect(result.current.optimization).toMatchObject({
      state: "failed",
      error: { code: "invalid_input" },
    });
    act(() => result.current.reset());
    expect(result.current.optimization.state).toBe("idle");
  });

  it("shows only what became of the last edit", async () => {
    const { result } = renderHook(useCodeOptimization);
    const edit = (to: string) => ({
      original: "one\n",
      snippet: `<<<<<<< SEARCH\none\n=======\n${to}\n>>>>>>> REPLACE\n`,
      language: "text",
    });
    await act(async () => {
      const first = result.current.optimize(edit("first"));
      const second = result.current.optimize(edit("second"));
      expect(await first).toMatchObject({ state: "failed", error: { code: "cancelled" } });
      await second;
    });
    expect(result.current.optimization).toMatchObject({ edited: { text: "second\n" } });
  });
});

describe("the engines as one thing", () => {
  // rows: 3.043, 3.059
  it("are made ready, learn through the core, and edit", async () => {
    const transport = createFakeTransport();
    transport.answer("pattern.store", ({ message, response, score }) =>
      pattern("p1", { message, response: response ?? "", score, source: "person" }),
    );
    const wasm = createWasm(transport);
    await wasm.init();
    await waitFor(() => expect(engines.standings().reasoningbank.state).toBe("ready"));
    const lesson = { message: "How?", response: "So.", score: 1 };
    expect(await wasm.learn(lesson)).toMatchObject({ id: "p1", ...lesson });
    expect(transport.inputs("pattern.store")).toEqual([lesson]);
    const snippet = "def twice(x):\n    return x + x\n";
    const edited = await wasm.optimize({ original: ORIGINAL, snippet, language: "python" });
    expect(edited).toMatchObject({ text: ORIGINAL.replace("2 * x", "x + x") });
  });
});

describe("the math framework", () => {
  it("answers in types, and refuses in words", async () => {
    expect(await mathFramework.fibonacci(100)).toBe("354224848179261915075");
    expect((await mathFramework.zeckendorf(100n)).indices).toEqual([4, 6, 11]);
    const pennies = [
      [1, -1],
      [-1, 1],
    ];
    const { equilibria } = await mathFramework.detectNashEquilibria(pennies);
    expect(equilibria).toMatchObject([{ row: ["1/2", "1/2"], rowPayoff: "0" }]);
    await expect(mathFramework.fibonacci(1e12)).rejects.toMatchObject({
      code: "invalid_input",
      message: "The index 1000000000000 is too large; up to 10000000 is computed.",
    });
  });

  it("ends what is not wanted any more, and goes on", async () => {
    const controller = new AbortController();
    const long = mathFramework.fibonacci(3_000_000, { signal: controller.signal });
    controller.abort();
    await expect(long).rejects.toMatchObject({ code: "cancelled" });
    expect(await mathFramework.fibonacci(10)).toBe("55");
  });
});
