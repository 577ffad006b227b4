import { Channel, invoke } from "@tauri-apps/api/core";

import type { Transport } from "../client";
import { cancelled, toOperationError } from "../errors";

/** How long after its answer a call waits for events that are still on their way, in ms. */
const EVENTS_GRACE = 1_000;
/** How long after an abort a call waits for the core to wind down, in ms. */
const CANCEL_GRACE = 1_000;

/**
 * Reaches the operations through the two commands of the desktop window, `call` and `cancel`.
 *
 * The core sends events in batches, each an array. The answer travels apart from the events and may
 * overtake them, so a stream ends only when its channel has.
 */
export const createTauriTransport = (): Transport => ({
  call: (name, input, { signal } = {}) => start(name, input, () => {}, signal).answer,
  stream: async (name, input, onEvent, { signal } = {}) => {
    const { answer, ended } = start(name, input, (event) => onEvent(event as never), signal);
    try {
      await answer;
    } finally {
      await Promise.race([ended, after(EVENTS_GRACE)]);
    }
  },
});

/** Starts an operation: `answer` is its result, `ended` tells that its last event was delivered. */
const start = (
  name: string,
  input: unknown,
  onEvent: (event: unknown) => void,
  signal: AbortSignal | undefined,
) => {
  if (signal?.aborted) return { answer: Promise.reject(cancelled()), ended: Promise.resolve() };
  const id = crypto.randomUUID();
  const events = new Channel<readonly unknown[]>((batch) => batch.forEach(onEvent));
  const ended = whenEnded(events);
  const abort = whenAborted(signal);
  const invoked = invoke<never>("call", { id, name, input, events });
  const stopped = abort.promise.then(() => cancel(id, invoked));
  const answer = Promise.race([invoked, stopped])
    .catch((cause) => Promise.reject(toOperationError(cause)))
    .finally(abort.forget);
  return { answer, ended };
};

/** Asks the core to stop, and lets it say how the call ended, for a while. */
const cancel = async <T>(id: string, answer: Promise<T>): Promise<T> => {
  invoke("cancel", { id }).catch(() => {});
  return await Promise.race([answer, after(CANCEL_GRACE).then(() => Promise.reject(cancelled()))]);
};

/** Resolves when every event of the channel has been delivered: the core let go of its end. */
const whenEnded = (channel: Channel<readonly unknown[]>): Promise<void> =>
  new Promise((resolve) => {
    const cleanUp = channel["cleanupCallback"].bind(channel);
    channel["cleanupCallback"] = () => {
      cleanUp();
      resolve();
    };
  });

const whenAborted = (signal: AbortSignal | undefined) => {
  const { promise, resolve } = withResolvers();
  signal?.addEventListener("abort", resolve, { once: true });
  return { promise, forget: () => signal?.removeEventListener("abort", resolve) };
};

const withResolvers = () => {
  let resolve = (): void => {};
  const promise = new Promise<void>((done) => {
    resolve = () => done();
  });
  return { promise, resolve };
};

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
