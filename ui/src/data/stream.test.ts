import { OperationError } from "@atelier/client/errors";
import type { Change } from "@atelier/client/types";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { createFakeTransport } from "../testing/fake-transport";
import { createStream } from "./stream";
import { createStreamRegistry, KEPT } from "./stream-registry";

const change = (operation: string): Change => ({ tags: [], operation, origin: "cli" });

const watch = () => {
  const transport = createFakeTransport();
  const ended = vi.fn();
  const stream = createStream({
    transport,
    name: "change.watch",
    reducer: (names: readonly string[], event: Change) => [...names, event.operation],
    initial: [],
    onEnd: ended,
  });
  const shown: (readonly string[])[] = [];
  stream.subscribe(() => shown.push(stream.view().state));
  const far = (index: number) => {
    const found = transport.streams("change.watch")[index];
    if (!found) throw new Error(`stream ${index} was not started`);
    return found;
  };
  return { stream, far, shown, ended };
};

const frame = () => vi.advanceTimersToNextFrame();

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("events are shown once per frame, however many arrive", () => {
  const { stream, far, shown } = watch();
  stream.start({});
  shown.length = 0;
  far(0).send(change("a"), change("b"));
  far(0).send(change("c"));
  expect(shown).toEqual([]);
  frame();
  expect(shown).toEqual([["a", "b", "c"]]);
});

test("a stream that ends shows the rest at once, and is done", async () => {
  const { stream, far, ended } = watch();
  const running = stream.start({});
  far(0).send(change("a"));
  far(0).end();
  await running;
  expect(stream.view()).toEqual({ state: ["a"], status: "done", error: null });
  expect(ended).toHaveBeenCalledOnce();
});

test("a stopped stream keeps what arrived, and is no failure", async () => {
  const { stream, far, ended } = watch();
  const running = stream.start({});
  far(0).send(change("a"));
  stream.stop();
  await running;
  expect(stream.view()).toEqual({ state: ["a"], status: "stopped", error: null });
  expect(ended).toHaveBeenCalledOnce();
});

test("a failed stream keeps what arrived beside the error", async () => {
  const { stream, far } = watch();
  const running = stream.start({});
  far(0).send(change("a"));
  const error = new OperationError("unavailable", "gone");
  far(0).fail(error);
  await running;
  expect(stream.view()).toEqual({ state: ["a"], status: "failed", error });
});

test("a new start stops the one before, whose late events change nothing", async () => {
  const { stream, far } = watch();
  const first = stream.start({});
  const second = stream.start({});
  far(0).send(change("late"));
  await first;
  expect(far(0).signal?.aborted).toBe(true);
  expect(stream.view().status).toBe("running");
  far(1).send(change("new"));
  far(1).end();
  await second;
  expect(stream.view().state).toEqual(["new"]);
});

test("a window that paints nothing still gets its events", () => {
  const { stream, far, shown } = watch();
  vi.stubGlobal("requestAnimationFrame", () => 0);
  stream.start({});
  shown.length = 0;
  far(0).send(change("a"));
  vi.advanceTimersByTime(1_000);
  expect(shown).toEqual([["a"]]);
});

test("the registry keeps a stream under its key and counts those that run", async () => {
  const { stream, far } = watch();
  const registry = createStreamRegistry();
  const counted: number[] = [];
  registry.subscribe(() => counted.push(registry.running()));
  expect(registry.obtain("one", () => stream)).toBe(stream);
  expect(
    registry.obtain("one", () => {
      throw new Error("created twice");
    }),
  ).toBe(stream);
  const running = stream.start({});
  expect(registry.running()).toBe(1);
  far(0).end();
  await running;
  expect(counted).toEqual([1, 0]);
});

/** A registry of streams that nobody listens to yet; what was created is told by its key. */
const registered = () => {
  const transport = createFakeTransport();
  const registry = createStreamRegistry();
  const created: string[] = [];
  const obtain = (key: string) =>
    registry.obtain(key, () => {
      created.push(key);
      return createStream({
        transport,
        name: "change.watch",
        reducer: (count: number) => count + 1,
        initial: 0,
      });
    });
  return { transport, registry, created, obtain };
};

test("of thousands of conversations, only the streams of the last are kept", () => {
  const { registry, created, obtain } = registered();
  for (let at = 0; at < 2_000; at += 1) {
    for (const name of ["send", "regenerate", "follow"]) obtain(`${name} ${at}`);
  }
  expect(registry.size()).toBe(KEPT.idle);
  created.length = 0;
  obtain("send 1999");
  obtain("send 0");
  expect(created).toEqual(["send 0"]);
});

test("what runs and what is looked at is kept, and of what ended the last", async () => {
  const { transport, registry, created, obtain } = registered();
  const unsubscribe = obtain("looked at").subscribe(() => {});
  const running = obtain("running").start({});
  for (let at = 0; at < KEPT.ended * 2; at += 1) {
    const ended = obtain(`ended ${at}`).start({});
    transport.streams("change.watch").at(-1)?.end();
    await ended;
  }
  for (let at = 0; at < KEPT.idle * 2; at += 1) obtain(`idle ${at}`);
  expect(registry.size()).toBe(2 + KEPT.ended + KEPT.idle);
  expect(registry.running()).toBe(1);
  created.length = 0;
  for (const key of ["looked at", "running", `ended ${KEPT.ended * 2 - 1}`]) obtain(key);
  expect(created).toEqual([]);

  unsubscribe();
  transport.streams("change.watch")[0]?.end();
  await running;
  expect(registry.running()).toBe(0);
  for (let at = 0; at < KEPT.idle; at += 1) obtain(`later ${at}`);
  expect(registry.size()).toBe(KEPT.ended + KEPT.idle);
});
