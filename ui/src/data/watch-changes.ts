import type { Transport } from "@atelier/client";
import { toOperationError } from "@atelier/client/errors";
import type { QueryClient } from "@tanstack/react-query";

import type { Connection } from "./connection";
import { invalidateTags } from "./tags";

type Setup = {
  readonly transport: Transport;
  readonly client: QueryClient;
  readonly signal: AbortSignal;
  readonly onConnection: (connection: Connection) => void;
  /** Resolves after `ms`, or when the watch ends; replaced in tests. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
};

const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 10_000;

/**
 * Follows `change.watch` until `signal` aborts: what a notice names is read again.
 *
 * After an interruption everything is read again, because notices may have been missed.
 */
export const watchChanges = async (setup: Setup): Promise<void> => {
  const { transport, client, signal, onConnection, pause = wait } = setup;
  const options = { signal };
  let failures = 0;
  while (!signal.aborted) {
    try {
      if (failures > 0) {
        await transport.call("health.get", {}, options);
        failures = 0;
        onConnection({ state: "connected" });
        client.invalidateQueries();
      }
      await transport.stream(
        "change.watch",
        {},
        ({ tags }) => invalidateTags(client, tags),
        options,
      );
    } catch (cause) {
      if (signal.aborted) return;
      const error = toOperationError(cause);
      if (error.code === "permission_denied") {
        onConnection({ state: "refused", error });
        return;
      }
      if (error.code === "unavailable") onConnection({ state: "lost" });
    }
    failures += 1;
    await pause(pauseAfter(failures), signal);
  }
};

/** Returns how long to wait after so many failures in a row, in ms, never in step with others. */
const pauseAfter = (failures: number): number => {
  const longest = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (failures - 1));
  return longest * (0.5 + Math.random() / 2);
};

const wait = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
