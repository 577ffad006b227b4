import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { createFakeTransport } from "../testing/fake-transport";
import { logConsole, type Page } from "./console";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const listen = (answer: () => unknown = () => ({ taken: 1, dropped: 0 })) => {
  const transport = createFakeTransport({ "log.write": answer as never });
  const shown = vi.fn();
  const page = Object.assign(new EventTarget(), {
    console: { error: shown, warn: vi.fn(), info: vi.fn(), log: vi.fn(), debug: vi.fn() },
    setTimeout: (then: () => void, ms: number) => Number(setTimeout(then, ms)),
  });
  logConsole(transport, page as unknown as Page);
  const sent = async () => {
    await vi.advanceTimersByTimeAsync(1_000);
    return transport.inputs("log.write").map(({ messages }) => messages);
  };
  return { page, said: page.console, shown, sent };
};

// rows: 4.096
test("what the page says is shown as before, and goes to the core's log in one call", async () => {
  const { said, shown, sent } = listen();
  said.error("it broke", new TypeError("no such thing"), 7);
  said.warn("careful");
  said.log("a detail");
  expect(shown).toHaveBeenCalledWith("it broke", expect.any(TypeError), 7);
  const [messages, ...more] = await sent();
  expect(more).toEqual([]);
  expect(messages?.map(({ level }) => level)).toEqual(["error", "warn", "debug"]);
  expect(messages?.[0]?.text).toMatch(/^it broke TypeError: no such thing.* 7$/s);
});

test("of objects only the kind is told: they may hold what a person wrote", async () => {
  const { said, sent } = listen();
  said.warn("state", { draft: "dear diary" }, ["dear diary"], null, undefined);
  const [messages] = await sent();
  expect(messages?.[0]?.text).toBe("state [object Object] [object Array] null undefined");
});

test("errors that nobody caught are told too", async () => {
  const { page, sent } = listen();
  const told = (message: string, error: Error | null) =>
    page.dispatchEvent(Object.assign(new Event("error"), { message, error }));
  told("Error: lost", new Error("lost"));
  // What only says that a size is looked at once more is no error; a foreign script's has no more than words.
  told("ResizeObserver loop completed with undelivered notifications.", null);
  told("Script error.", null);
  page.dispatchEvent(Object.assign(new Event("unhandledrejection"), { reason: "no answer" }));
  const [messages] = await sent();
  expect(messages?.[0]?.text).toMatch(/^uncaught Error: lost/);
  expect(messages?.slice(1)).toEqual([
    { level: "error", text: "uncaught Script error." },
    { level: "error", text: "unhandled no answer" },
  ]);
});

test("a flood and a long message are cut, and a failing core is not answered with more", async () => {
  const { said, sent } = listen(() => {
    throw new Error("the core is gone");
  });
  for (let index = 0; index < 500; index += 1) said.warn("ÿ€".repeat(4_096));
  const calls = await sent();
  expect(calls.length).toBe(1);
  expect(calls[0]?.length).toBe(100);
  expect(new TextEncoder().encode(calls[0]?.[0]?.text).length).toBeLessThanOrEqual(4_096);
  expect((await sent()).length).toBe(1);
});
