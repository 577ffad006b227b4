import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { createLine, type EngineWorker, GRACE, IDLE, type Line, type LineParts } from "./line";
import { createEngines } from "./load";
import type { EngineName, Reply, Request } from "./protocol";

type FakeWorker = EngineWorker & {
  readonly asked: Request[];
  readonly reply: (outcome: Reply["outcome"]) => void;
  readonly ended: () => boolean;
};

const fakeWorker = (): FakeWorker => {
  const asked: Request[] = [];
  let isEnded = false;
  const worker: FakeWorker = {
    asked,
    onmessage: null,
    onerror: null,
    postMessage: (request: Request) => void asked.push(request),
    terminate: () => {
      isEnded = true;
    },
    ended: () => isEnded,
    reply: (outcome) => {
      const id = asked.at(-1)?.id ?? 0;
      const event = { data: { id, outcome, memory: 1_000 } } as MessageEvent<Reply>;
      worker.onmessage?.call(worker as unknown as Worker, event);
    },
  };
  return worker;
};

/** The smallest module there is. */
const module = new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
const turn = () => vi.advanceTimersByTimeAsync(0);

const setUp = (part: Partial<LineParts> = {}) => {
  const workers: FakeWorker[] = [];
  const told: string[] = [];
  const compiled: EngineName[] = [];
  const line = createLine({
    start: () => {
      workers.push(fakeWorker());
      return workers.at(-1) as FakeWorker;
    },
    compile: async (engine) => {
      compiled.push(engine);
      return module;
    },
    on: {
      loading: (engine) => told.push(`loading ${engine}`),
      ready: (engine) => told.push(`ready ${engine}`),
      failed: (engine, { code }) => told.push(`failed ${engine} ${code}`),
      memory: () => {},
      ended: () => told.push("ended"),
    },
    ...part,
  });
  return { line, workers, told, compiled, last: () => workers.at(-1) as FakeWorker };
};

const ask = (line: Line, name: string, part: { signal?: AbortSignal; life?: number } = {}) => {
  const asked = line.ask({ engine: "math-framework", name, args: [], ...part });
  asked.catch(() => {});
  return asked;
};

describe("the line to the engines", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  // rows: 3.032, 3.151, 3.156, 3.159
  it("starts nothing before the first question, and one worker for all", async () => {
    const { line, workers, compiled, last, told } = setUp();
    expect(workers).toHaveLength(0);
    const [first, second] = [ask(line, "a"), ask(line, "b")];
    await turn();
    expect(
      last().asked.map(({ name }) => name),
      "one at a time",
    ).toEqual(["a"]);
    expect(last().asked[0]?.module, "brought along").toBe(module);
    last().reply({ value: 1 });
    await expect(first).resolves.toBe(1);
    await turn();
    expect(last().asked[1], "it has the module").not.toHaveProperty("module");
    last().reply({ value: 2 });
    await expect(second).resolves.toBe(2);
    expect(workers).toHaveLength(1);
    expect(compiled).toEqual(["math-framework"]);
    expect(told).toEqual(["loading math-framework", "ready math-framework"]);
  });

  it("says what an engine refused as a sentence, and goes on", async () => {
    const { line, last, workers } = setUp();
    const asked = ask(line, "a");
    await turn();
    last().reply({ problem: "the game is not rectangular", crashed: false });
    await expect(asked).rejects.toMatchObject({
      code: "invalid_input",
      message: "The game is not rectangular.",
    });
    ask(line, "b");
    await turn();
    expect(workers).toHaveLength(1);
  });

  it("ends the worker when it was idle for a while, and starts another for the next", async () => {
    const { line, workers, last, told } = setUp();
    const asked = ask(line, "a");
    await turn();
    await vi.advanceTimersByTimeAsync(2 * IDLE);
    expect(last().ended(), "it is at work").toBe(false);
    last().reply({ value: 1 });
    await asked;
    await vi.advanceTimersByTimeAsync(IDLE - 1);
    expect(last().ended()).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(last().ended()).toBe(true);
    expect(told.at(-1)).toBe("ended");
    ask(line, "b");
    await turn();
    expect(workers).toHaveLength(2);
    expect(last().asked[0]?.module, "the new one needs it").toBe(module);
  });

  it("starts anew after a crash, and answers who waited", async () => {
    const { line, workers, last } = setUp();
    const [first, second] = [ask(line, "a"), ask(line, "b")];
    await turn();
    last().reply({ value: 1 });
    await first;
    await turn();
    last().reply({ problem: "unreachable", crashed: true });
    await expect(second).rejects.toMatchObject({ code: "internal" });
    const third = ask(line, "c");
    await turn();
    expect([workers.length, workers[0]?.ended()]).toEqual([2, true]);
    last().onerror?.call(last() as unknown as Worker, new ErrorEvent("error"));
    await expect(third).rejects.toMatchObject({ code: "internal" });
    const fourth = ask(line, "d");
    await turn();
    last().reply({ value: 4 });
    await expect(fourth).resolves.toBe(4);
    expect(workers).toHaveLength(3);
  });

  it("lets a question go that nobody waits for, and the worker that goes on with it", async () => {
    const { line, workers, last } = setUp();
    const [running, queued] = [new AbortController(), new AbortController()];
    const first = ask(line, "a", { signal: running.signal });
    const second = ask(line, "b", { signal: queued.signal });
    const third = ask(line, "c");
    await turn();
    queued.abort();
    await expect(second).rejects.toMatchObject({ code: "cancelled" });
    running.abort();
    await expect(first).rejects.toMatchObject({ code: "cancelled" });
    expect(last().ended(), "it may be done in a moment").toBe(false);
    await vi.advanceTimersByTimeAsync(GRACE);
    expect(workers[0]?.ended()).toBe(true);
    await turn();
    expect(last().asked.map(({ name }) => name)).toEqual(["c"]);
    last().reply({ value: 3 });
    await expect(third).resolves.toBe(3);
    await expect(ask(line, "d", { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: "cancelled",
    });
  });

  it("keeps the worker when what was let go is done in time", async () => {
    const { line, workers, last } = setUp();
    const controller = new AbortController();
    ask(line, "a", { signal: controller.signal });
    await turn();
    controller.abort();
    last().reply({ value: 1 });
    await vi.advanceTimersByTimeAsync(2 * GRACE);
    ask(line, "b");
    await turn();
    expect([workers.length, last().ended()]).toEqual([1, false]);
  });

  it("does not ask another worker what one held", async () => {
    const { line, last } = setUp();
    const first = ask(line, "fill");
    await turn();
    last().reply({ value: null });
    await first;
    const life = line.life();
    const found = ask(line, "find", { life });
    await turn();
    last().reply({ value: 1 });
    await expect(found).resolves.toBe(1);
    line.end();
    await expect(ask(line, "find", { life })).rejects.toMatchObject({ code: "unavailable" });
  });

  it("says that a file or a worker is missing, and tries again", async () => {
    let isThere = false;
    const { line, last, told } = setUp({
      compile: async () => {
        if (!isThere) throw new Error("404");
        return module;
      },
    });
    await expect(ask(line, "a")).rejects.toMatchObject({ code: "unavailable" });
    expect(told.at(-1)).toBe("failed math-framework unavailable");
    isThere = true;
    const second = ask(line, "b");
    await turn();
    last().reply({ problem: "LinkError", crashed: true });
    await expect(second).rejects.toMatchObject({ code: "unavailable" });
    const none = setUp({
      start: () => {
        throw new Error("no workers here");
      },
    });
    await expect(ask(none.line, "a")).rejects.toMatchObject({ code: "unavailable" });
  });
});

describe("the standing of the engines", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  // rows: 3.039
  it("is idle, loading, ready, and idle again without the worker", async () => {
    const worker = fakeWorker();
    const compile = vi.fn(async () => module);
    const engines = createEngines({ start: () => worker, compile });
    const seen: string[] = [];
    const stop = engines.subscribe(() => seen.push(engines.standings()["math-framework"].state));
    expect(engines.standings()["math-framework"]).toMatchObject({ state: "idle", memory: null });
    const ready = engines.init("math-framework");
    await turn();
    worker.reply({ value: null });
    await ready;
    expect(engines.standings()["math-framework"]).toMatchObject({ state: "ready", memory: 1_000 });
    expect(engines.standings()["math-framework"].initMs).toBeGreaterThanOrEqual(0);
    await vi.advanceTimersByTimeAsync(IDLE);
    expect(engines.standings()["math-framework"]).toMatchObject({ state: "idle", memory: null });
    expect([...new Set(seen)]).toEqual(["loading", "ready", "idle"]);
    stop();
    void engines.init("math-framework");
    await turn();
    expect(compile, "the page keeps what was compiled").toHaveBeenCalledTimes(1);
    expect(seen.at(-1), "nobody is told any more").toBe("idle");
  });

  it("is failed with the reason, and not for good", async () => {
    const compile = vi.fn(async () => module).mockRejectedValueOnce(new Error("404"));
    const worker = fakeWorker();
    const engines = createEngines({ start: () => worker, compile });
    await expect(engines.init("math-framework")).rejects.toMatchObject({ code: "unavailable" });
    const { state, error } = engines.standings()["math-framework"];
    expect([state, error?.code]).toEqual(["failed", "unavailable"]);
    const again = engines.init("math-framework");
    await turn();
    worker.reply({ value: null });
    await again;
    expect(engines.standings()["math-framework"]).toMatchObject({ state: "ready", error: null });
  });
});
