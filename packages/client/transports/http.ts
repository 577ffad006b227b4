import type { Transport } from "../client";
import { cancelled, isWireError, OperationError, toOperationError, unreachable } from "../errors";
import { createSseDecoder, type ServerSentEvent } from "./sse";

type Options = {
  /** The bearer token that the server printed. */
  readonly token: string | null;
  /** Where the API is; empty for the page's own origin. */
  readonly base?: string;
  readonly fetch?: typeof fetch;
};

/** Reaches the operations through the local HTTP API: JSON for calls, server-sent events for streams. */
export const createHttpTransport = (options: Options): Transport => {
  const { token, base = "" } = options;
  const send = options.fetch ?? ((url, init) => globalThis.fetch(url, init));

  const post = async (name: string, input: unknown, accept: string, signal?: AbortSignal) => {
    if (signal?.aborted) throw cancelled();
    const headers: Record<string, string> = { accept, "content-type": "application/json" };
    if (token !== null) headers["authorization"] = `Bearer ${token}`;
    const body = JSON.stringify(input);
    const init: RequestInit = { method: "POST", headers, body, cache: "no-store" };
    if (signal) init.signal = signal;
    const response = await send(`${base}/api/${name}`, init);
    if (!response.ok) throw await refusal(response);
    return response;
  };

  return {
    call: async (name, input, { signal } = {}) => {
      try {
        const response = await post(name, input, "application/json", signal);
        return await response.json();
      } catch (cause) {
        throw signal?.aborted ? cancelled() : httpError(cause);
      }
    },
    stream: async (name, input, onEvent, { signal } = {}) => {
      try {
        const response = await post(name, input, "text/event-stream", signal);
        const type = response.headers.get("content-type") ?? "";
        if (!response.body || !type.startsWith("text/event-stream")) throw unreadable();
        await readEvents(response.body, (data) => onEvent(JSON.parse(data)));
      } catch (cause) {
        throw signal?.aborted ? cancelled() : httpError(cause);
      }
    },
  };
};

/** Delivers each event's data; resolves at `done`, rejects at `error` and where the stream breaks off. */
const readEvents = async (
  body: ReadableStream<Uint8Array>,
  onData: (data: string) => void,
): Promise<void> => {
  const decode = createSseDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) throw brokenOff();
      for (const event of decode(value)) {
        if (event.event === "done") return;
        if (event.event === "error") throw streamError(event);
        if (event.event === "message") onData(event.data);
      }
    }
  } finally {
    // Closing the connection is how the server learns that nobody listens any more.
    reader.cancel().catch(() => {});
  }
};

const streamError = (event: ServerSentEvent): OperationError =>
  toOperationError(JSON.parse(event.data));

const httpError = (cause: unknown): OperationError =>
  cause instanceof SyntaxError ? unreadable(cause) : toOperationError(cause);

const unreadable = (cause?: unknown): OperationError =>
  new OperationError(
    "internal",
    "Atelier’s core sent an answer that cannot be read.",
    "Another program may be listening on this address.",
    { cause },
  );

const brokenOff = (): OperationError =>
  new OperationError(
    "unavailable",
    "The connection to Atelier’s core broke off.",
    "What had arrived is kept. Check that Atelier is still running, then try again.",
  );

const refusal = async (response: Response): Promise<OperationError> => {
  const body: unknown = await response.json().catch(() => null);
  if (isWireError(body)) return toOperationError(body);
  if (response.status === 401 || response.status === 403) {
    return new OperationError(
      "permission_denied",
      "This page is not allowed to use Atelier’s core.",
      "Open the address that Atelier printed when it started; it carries the token.",
    );
  }
  if (response.status === 404) {
    return new OperationError("not_found", "Atelier’s core does not know this operation.");
  }
  return response.status >= 502 && response.status <= 504 ? unreachable() : unreadable();
};
