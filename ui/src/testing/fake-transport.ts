import type {
  CallName,
  InputOf,
  OperationName,
  OutputOf,
  StreamName,
  Transport,
} from "@atelier/client";
import { cancelled, OperationError, toOperationError } from "@atelier/client/errors";

type CallAnswer<N extends OperationName> =
  | OutputOf<N>
  | Promise<OutputOf<N>>
  | ((input: InputOf<N>) => OutputOf<N> | Promise<OutputOf<N>>);

/** The far end of one running stream, in the hands of a test. */
type FakeStream<N extends StreamName> = {
  readonly input: InputOf<N>;
  readonly signal: AbortSignal | undefined;
  readonly send: (...events: OutputOf<N>[]) => void;
  readonly end: () => void;
  readonly fail: (error: OperationError) => void;
};

/** A transport whose far end a test plays. */
export type FakeTransport = Transport & {
  /** Says what an operation answers; a function may throw an `OperationError`. */
  readonly answer: <N extends CallName>(name: N, answer: CallAnswer<N>) => void;
  /** The inputs that an operation was called with, oldest first. */
  readonly inputs: <N extends OperationName>(name: N) => readonly InputOf<N>[];
  /** The streams of an operation that were started, oldest first. */
  readonly streams: <N extends StreamName>(name: N) => readonly FakeStream<N>[];
};

/** Returns a transport that answers what `answers` says, and refuses everything else. */
export const createFakeTransport = (
  answers: { [N in CallName]?: CallAnswer<N> } = {},
): FakeTransport => {
  const known = new Map<string, unknown>(Object.entries(answers));
  const calls: { name: OperationName; input: unknown }[] = [];
  const streams: { name: StreamName; stream: FakeStream<never> }[] = [];

  return {
    answer: (name, answer) => known.set(name, answer),
    inputs: <N extends OperationName>(name: N) =>
      calls.filter((call) => call.name === name).map((call) => call.input as InputOf<N>),
    streams: <N extends StreamName>(name: N) =>
      streams.filter((s) => s.name === name).map((s) => s.stream as unknown as FakeStream<N>),
    call: async <N extends CallName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> => {
      calls.push({ name, input });
      if (!known.has(name)) throw new OperationError("not_found", `the test answers no ${name}`);
      const answer = known.get(name);
      try {
        return (await (typeof answer === "function" ? answer(input) : answer)) as OutputOf<N>;
      } catch (cause) {
        throw toOperationError(cause);
      }
    },
    stream: (name, input, onEvent, { signal } = {}) => {
      calls.push({ name, input });
      return new Promise((resolve, reject) => {
        const stream: FakeStream<typeof name> = {
          input,
          signal,
          send: (...events) => events.forEach(onEvent),
          end: resolve,
          fail: reject,
        };
        signal?.addEventListener("abort", () => reject(cancelled()));
        streams.push({ name, stream: stream as unknown as FakeStream<never> });
      });
    },
  };
};
