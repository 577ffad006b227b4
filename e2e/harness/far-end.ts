import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** How the far end answers the next messages. */
export type Answer = {
  readonly text: string;
  /** The characters of each delta; all at once where it is not set. */
  readonly piece?: number;
  /** The pause between two deltas, in ms. */
  readonly every?: number;
  /** What its end waits for, once all of the text is out. */
  readonly held?: Promise<void>;
};

/** What a request to the far end held. */
export type Asked = { readonly path: string; readonly key: string; readonly body: string };

const MODEL = "claude-opus-5-5";

/** A server that speaks just enough of the Messages API to say what a test wants said. */
export class FarEnd {
  readonly asked: Asked[] = [];
  answer: Answer = { text: "An answer." };
  /** Decides by the request, where it is set. */
  reply: ((body: string) => Answer) | null = null;
  /** What it answers where it is asked without streaming. */
  summary = "A summary.";
  /** How often it was asked to count the tokens of a request. */
  counted = 0;
  /** The only key that it takes; any where it is empty. */
  key = "";
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async open(): Promise<FarEnd> {
    const server = createServer();
    const end = new FarEnd(server);
    server.on("request", (request, response) => {
      end.#serve(request, response).catch(() => response.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return end;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readAll(request);
    const bearer = request.headers.authorization?.replace(/^Bearer /i, "");
    const key = bearer ?? String(request.headers["x-api-key"] ?? "");
    const path = request.url ?? "/";
    if (path.startsWith("/v1/messages/count_tokens")) {
      this.counted += 1;
      return json(response, 200, { input_tokens: Math.ceil(body.length / 4) });
    }
    this.asked.push({ path, key, body });
    if (this.key !== "" && key !== this.key) {
      return json(response, 401, {
        type: "error",
        error: { type: "authentication_error", message: "This key opens nothing here." },
        request_id: "req_test_refused",
      });
    }
    if (path.startsWith("/v1/models")) return json(response, 200, MODELS);
    if (path.startsWith("/v1/messages") && body.includes('"stream":false')) {
      return json(response, 200, whole(this.summary));
    }
    if (path.startsWith("/v1/messages")) return this.#speak(body, response);
    json(response, 404, { type: "error", error: { type: "not_found_error", message: path } });
  }

  async #speak(body: string, response: ServerResponse): Promise<void> {
    const { text, piece = text.length || 1, every = 0, held } = this.reply?.(body) ?? this.answer;
    response.writeHead(200, { "content-type": "text/event-stream", "request-id": "req_test_1" });
    const send = (type: string, rest: object) => {
      response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...rest })}\n\n`);
    };
    const usage = { input_tokens: 12, output_tokens: 1 };
    const message = { id: "msg_test_1", type: "message", role: "assistant", model: MODEL };
    const empty = { content: [], stop_reason: null, stop_sequence: null, usage };
    send("message_start", { message: { ...message, ...empty } });
    send("content_block_start", { index: 0, content_block: { type: "text", text: "" } });
    for (let at = 0; at < text.length; at += piece) {
      if (every > 0) await new Promise((resolve) => setTimeout(resolve, every));
      if (response.destroyed) return;
      const delta = { type: "text_delta", text: text.slice(at, at + piece) };
      send("content_block_delta", { index: 0, delta });
    }
    await held;
    if (response.destroyed) return;
    send("content_block_stop", { index: 0 });
    const delta = { stop_reason: "end_turn", stop_sequence: null };
    send("message_delta", { delta, usage: { output_tokens: 34 } });
    send("message_stop", {});
    response.end();
  }
}

const whole = (text: string) => ({
  id: "msg_test_2",
  type: "message",
  role: "assistant",
  model: MODEL,
  content: [{ type: "text", text }],
  stop_reason: "end_turn",
  stop_sequence: null,
  usage: { input_tokens: 40, output_tokens: 9 },
});

const readAll = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
};

const json = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
};

const MODELS = {
  data: [
    {
      type: "model",
      id: MODEL,
      display_name: "Claude Opus 5.5",
      created_at: "2026-09-22T00:00:00Z",
      line: "opus",
      lifecycle: "active",
      max_input_tokens: 1_000_000,
      max_tokens: 128_000,
      capabilities: {},
    },
  ],
  has_more: false,
  first_id: MODEL,
  last_id: MODEL,
};
