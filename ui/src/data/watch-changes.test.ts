import { OperationError } from "@atelier/client/errors";
import { QueryClient } from "@tanstack/react-query";
import { expect, test, vi } from "vitest";

import { createFakeTransport } from "../testing/fake-transport";
import { health } from "../testing/samples";
import type { Connection } from "./connection";
import { keyOf } from "./query-client";
import { watchChanges } from "./watch-changes";

const watch = () => {
  const transport = createFakeTransport();
  const client = new QueryClient();
  const controller = new AbortController();
  const states: Connection["state"][] = [];
  const pauses: number[] = [];
  const watching = watchChanges({
    transport,
    client,
    signal: controller.signal,
    onConnection: ({ state }) => states.push(state),
    pause: async (ms) => {
      pauses.push(ms);
    },
  });
  const stream = (index: number) =>
    vi.waitFor(() => {
      const found = transport.streams("change.watch")[index];
      if (!found) throw new Error(`stream ${index} was not started`);
      return found;
    });
  return { transport, client, controller, states, pauses, watching, stream };
};

const gone = () => new OperationError("unavailable", "gone");

test("a notice makes what it names stale", async () => {
  const { client, stream } = watch();
  client.setQueryData(keyOf("settings.get", {}), {});
  (await stream(0)).send({ tags: ["Settings"], operation: "settings.save", origin: "cli" });
  await vi.waitFor(() =>
    expect(client.getQueryState(keyOf("settings.get", {}))?.isInvalidated).toBe(true),
  );
});

test("a lost core is sought again, and then everything is read again", async () => {
  const { transport, client, states, pauses, stream } = watch();
  client.setQueryData(keyOf("settings.get", {}), {});
  let attempts = 0;
  transport.answer("health.get", () => {
    attempts += 1;
    if (attempts < 3) throw gone();
    return health();
  });
  (await stream(0)).fail(gone());
  await stream(1);
  expect(states).toEqual(["lost", "lost", "lost", "connected"]);
  expect(client.getQueryState(keyOf("settings.get", {}))?.isInvalidated).toBe(true);
  expect(pauses[0]).toBeGreaterThanOrEqual(125);
  expect(pauses[2]).toBeGreaterThan(pauses[0] ?? Number.POSITIVE_INFINITY);
});

test("a core that turns the page away is asked no more", async () => {
  const { states, watching, stream } = watch();
  (await stream(0)).fail(new OperationError("permission_denied", "no"));
  await watching;
  expect(states).toEqual(["refused"]);
});

test("the watch ends with its signal", async () => {
  const { controller, watching, stream, states } = watch();
  const { signal } = await stream(0);
  controller.abort();
  await watching;
  expect(signal?.aborted).toBe(true);
  expect(states).toEqual([]);
});
