import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { createTauriTransport } from "./tauri";

type Call = {
  readonly id: string;
  readonly name: string;
  readonly events: { readonly id: number };
};

/** The window's side of Tauri, as far as the transport uses it. */
const fakeHost = (answer: (call: Call) => Promise<unknown>) => {
  const callbacks = new Map<number, (message: unknown) => void>();
  const cancelled: string[] = [];
  let next = 1;
  vi.stubGlobal("window", {
    __TAURI_INTERNALS__: {
      transformCallback: (callback: (message: unknown) => void) => {
        callbacks.set(next, callback);
        return next++;
      },
      unregisterCallback: (id: number) => callbacks.delete(id),
      invoke: (command: string, input: Call) => {
        if (command === "call") return answer(input);
        cancelled.push(input.id);
        return Promise.resolve();
      },
    },
  });
  return {
    cancelled,
    callbacks,
    send: (call: Call, index: number, message: unknown[]) =>
      callbacks.get(call.events.id)?.({ index, message }),
    end: (call: Call, index: number) => callbacks.get(call.events.id)?.({ index, end: true }),
  };
};

const change = (operation: string) => ({ tags: [], operation, origin: "cli" });

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

// rows: 2.36, 3.010, 3.042
test("a call goes out under its name with an id of its own", async () => {
  const calls: Call[] = [];
  fakeHost(async (call) => {
    calls.push(call);
    return { state: "on_disk" };
  });
  const transport = createTauriTransport();
  expect(await transport.call("store.status", {})).toEqual({ state: "on_disk" });
  await transport.call("store.status", {});
  expect(calls.map(({ name }) => name)).toEqual(["store.status", "store.status"]);
  expect(calls[0]?.id).not.toBe(calls[1]?.id);
});

// rows: 3.010
test("a stream ends only when batches that the answer overtook are delivered", async () => {
  let started: Call | undefined;
  const host = fakeHost(async (call) => {
    started = call;
    return null;
  });
  const seen: string[] = [];
  let done = false;
  const running = createTauriTransport()
    .stream("change.watch", {}, ({ operation }) => seen.push(operation))
    .then(() => {
      done = true;
    });
  await vi.advanceTimersByTimeAsync(10);
  if (!started) throw new Error("the call did not arrive");
  expect(done).toBe(false);
  host.end(started, 2);
  host.send(started, 1, [change("c")]);
  host.send(started, 0, [change("a"), change("b")]);
  await running;
  expect(seen).toEqual(["a", "b", "c"]);
  expect(host.callbacks.size).toBe(0);
});

test("a channel that never ends holds up the stream for no more than a second", async () => {
  fakeHost(async () => null);
  const running = createTauriTransport().stream("change.watch", {}, () => {});
  await vi.advanceTimersByTimeAsync(1_000);
  await running;
});

test("a failure keeps the words of the core", async () => {
  fakeHost(() => Promise.reject({ code: "needs_key", message: "no key", hint: "add one" }));
  const failed = createTauriTransport().call("secret.verify", {});
  await expect(failed).rejects.toMatchObject({ code: "needs_key", hint: "add one" });
});

test("a refusal of the window itself is told in words", async () => {
  fakeHost(() => Promise.reject("call not allowed"));
  const failed = createTauriTransport().call("secret.verify", {});
  await expect(failed).rejects.toMatchObject({ code: "internal", hint: "call not allowed" });
});

test("an abort cancels the call by its id and lets the core say how it ended", async () => {
  const controller = new AbortController();
  let started: Call | undefined;
  let fail = (_error: unknown): void => {};
  const host = fakeHost((call) => {
    started = call;
    return new Promise((_, reject) => {
      fail = reject;
    });
  });
  const seen: string[] = [];
  const running = createTauriTransport().stream(
    "change.watch",
    {},
    ({ operation }) => seen.push(operation),
    { signal: controller.signal },
  );
  const outcome = expect(running).rejects.toMatchObject({ code: "cancelled", message: "stopped" });
  controller.abort();
  await vi.advanceTimersByTimeAsync(1);
  if (!started) throw new Error("the call did not arrive");
  expect(host.cancelled).toEqual([started.id]);
  host.send(started, 0, [change("last")]);
  host.end(started, 1);
  fail({ code: "cancelled", message: "stopped" });
  await outcome;
  expect(seen).toEqual(["last"]);
});

test("an abort that the core does not answer ends the call after a second", async () => {
  const controller = new AbortController();
  fakeHost(() => new Promise(() => {}));
  const running = createTauriTransport().call("store.status", {}, { signal: controller.signal });
  const outcome = expect(running).rejects.toMatchObject({ code: "cancelled" });
  controller.abort();
  await vi.advanceTimersByTimeAsync(1_000);
  await outcome;
});

test("a call that is given up before it begins never leaves the page", async () => {
  const calls: Call[] = [];
  fakeHost(async (call) => calls.push(call));
  const signal = AbortSignal.abort();
  const given = createTauriTransport().call("store.status", {}, { signal });
  await expect(given).rejects.toMatchObject({ code: "cancelled" });
  expect(calls).toEqual([]);
});
