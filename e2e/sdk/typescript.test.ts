import Anthropic, {
  APIError,
  AuthenticationError,
  BadRequestError,
  InternalServerError,
  NotFoundError,
  RateLimitError,
} from "@anthropic-ai/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { Simulator } from "../harness/simulator";

// The official TypeScript client against the simulator: what it checks and parses, no one here wrote.

const MODEL = "claude-opus-5-5";
const CLOCK = {
  name: "clock",
  description: "Tells the time.",
  input_schema: {
    type: "object",
    properties: { zone: { type: "string", enum: ["UTC", "CET"] }, precise: { type: "boolean" } },
    required: ["zone", "precise"],
  },
} satisfies Anthropic.Tool;

let simulator: Simulator;
let client: Anthropic;

const ask = (content: string): Anthropic.MessageCreateParamsNonStreaming => ({
  model: MODEL,
  max_tokens: 1_000,
  messages: [{ role: "user", content }],
});

const open = (apiKey: string) =>
  new Anthropic({ apiKey, authToken: null, baseURL: simulator.url, maxRetries: 0 });

const refusal = async (promise: PromiseLike<unknown>): Promise<APIError> => {
  try {
    await promise;
  } catch (error) {
    if (error instanceof APIError) return error;
    throw error;
  }
  throw new Error("it did not fail");
};

beforeAll(async () => {
  simulator = await Simulator.open();
  client = open("sk-ant-test-sdk");
});

afterAll(async () => {
  await simulator?.close();
});

describe("the official TypeScript client", () => {
  it("creates a message", async () => {
    const { data, response } = await client.messages.create(ask("Hello there")).withResponse();
    expect(response.headers.get("request-id")).toMatch(/^req_/);
    expect(data).toMatchObject({ type: "message", role: "assistant", model: MODEL });
    expect(data.stop_reason).toBe("end_turn");
    const [block] = data.content;
    expect(block?.type === "text" && block.text).toContain("not a model");
    expect(block?.type === "text" && block.text).toContain("> Hello there");
    expect(data.usage.output_tokens).toBeGreaterThan(10);
  });

  it("streams events in the documented order", async () => {
    const kinds: string[] = [];
    let text = "";
    for await (const event of await client.messages.create({ ...ask("Hello"), stream: true })) {
      if (kinds.at(-1) !== event.type) kinds.push(event.type);
      if (event.type === "content_block_delta" && event.delta.type === "text_delta") {
        text += event.delta.text;
      }
    }
    expect(kinds).toEqual([
      "message_start",
      "content_block_start",
      "content_block_delta",
      "content_block_stop",
      "message_delta",
      "message_stop",
    ]);
    expect(text).toContain("```rust");
  });

  it("adds a stream up to the message that is created without streaming", async () => {
    const streamed = await client.messages.stream(ask("The same")).finalMessage();
    const created = await client.messages.create(ask("The same"));
    const text = (message: Anthropic.Message) =>
      message.content.map((block) => (block.type === "text" ? block.text : "")).join("");
    expect(text(streamed).replace("streamed | yes", "streamed | no")).toBe(text(created));
    expect(streamed.stop_reason).toBe(created.stop_reason);
    expect(Math.abs(streamed.usage.output_tokens - created.usage.output_tokens)).toBeLessThan(3);
  });

  it("counts tokens", async () => {
    const { messages, model } = ask("How many tokens is this?");
    const short = await client.messages.countTokens({ model, messages });
    const long = await client.messages.countTokens({ model, messages, system: "x".repeat(400) });
    expect(short.input_tokens).toBeGreaterThan(3);
    expect(long.input_tokens - short.input_tokens).toBeGreaterThanOrEqual(100);
  });

  it("lists models page by page and reads one", async () => {
    const ids: string[] = [];
    for await (const model of client.models.list({ limit: 2 })) ids.push(model.id);
    expect(ids.length).toBeGreaterThan(4);
    expect(new Set(ids).size).toBe(ids.length);
    const one = await client.models.retrieve(MODEL);
    expect(one.display_name).toContain("simulated");
    expect(one.capabilities?.effort.high.supported).toBe(true);
    expect(one.capabilities?.thinking.types.adaptive.supported).toBe(true);
    expect(await refusal(client.models.retrieve("nobody"))).toBeInstanceOf(NotFoundError);
  });

  it("is asked for a tool, and answers with its result", async () => {
    const params = { ...ask("/simulate tool"), tools: [CLOCK] };
    const asked = await client.messages.stream(params).finalMessage();
    expect(asked.stop_reason).toBe("tool_use");
    const request = asked.content.find((block) => block.type === "tool_use");
    expect(request).toMatchObject({ name: "clock", input: { zone: "UTC", precise: true } });
    const result = {
      type: "tool_result",
      tool_use_id: request?.id ?? "",
      content: "12:00",
    } as const;
    const answered = await client.messages.create({
      ...params,
      messages: [
        ...params.messages,
        { role: "assistant", content: asked.content },
        { role: "user", content: [result] },
      ],
    });
    expect(answered.content[0]?.type === "text" && answered.content[0].text).toContain("12:00");
  });

  it("is refused where a request for a tool and its result do not belong together", async () => {
    const params = { ...ask("/simulate tool"), tools: [CLOCK] };
    const asked = await client.messages.create(params);
    const call = asked.content.find((block) => block.type === "tool_use");
    const said = { role: "assistant", content: asked.content } as const;
    const result = (id: string) =>
      ({ type: "tool_result", tool_use_id: id, content: "12:00" }) as const;
    const broken: [string, Anthropic.MessageParam[]][] = [
      ["without `tool_result`", [said, { role: "user", content: "And now?" }]],
      ["unexpected `tool_use_id`", [{ role: "user", content: [result("toolu_of_nobody")] }]],
      [
        "must come first",
        [said, { role: "user", content: [{ type: "text", text: "so" }, result(call?.id ?? "")] }],
      ],
    ];
    for (const [words, messages] of broken) {
      const error = await refusal(
        client.messages.create({ ...params, messages: [...params.messages, ...messages] }),
      );
      expect(error).toBeInstanceOf(BadRequestError);
      expect(error.message).toContain(words);
    }
  });

  it("receives thinking with its signature, and may send it back", async () => {
    const params = { ...ask("/simulate thinking"), thinking: { type: "adaptive" as const } };
    const message = await client.messages.stream(params).finalMessage();
    expect(message.content.map((block) => block.type)).toEqual(["thinking", "text"]);
    const [thinking] = message.content;
    expect(thinking?.type === "thinking" && thinking.signature).toBeTruthy();
    expect(message.usage.output_tokens_details?.thinking_tokens).toBeGreaterThan(0);
    const messages: Anthropic.MessageParam[] = [
      ...params.messages,
      { role: "assistant", content: message.content },
      { role: "user", content: "And now?" },
    ];
    await expect(client.messages.create({ ...params, messages })).resolves.toBeTruthy();
  });

  it("throws the error of its own that each status has", async () => {
    const cases = [
      ["/simulate 429 3", RateLimitError, "rate_limit_error"],
      ["/simulate overloaded", InternalServerError, "overloaded_error"],
      ["/simulate 500", InternalServerError, "api_error"],
      ["/simulate 400", BadRequestError, "invalid_request_error"],
      ["/simulate 401", AuthenticationError, "authentication_error"],
    ] as const;
    for (const [words, Kind, type] of cases) {
      const error = await refusal(client.messages.create(ask(words)));
      expect(error, words).toBeInstanceOf(Kind);
      expect(error.type, words).toBe(type);
      expect(error.requestID, words).toMatch(/^req_/);
    }
    const limited = await refusal(client.messages.create(ask("/simulate 429 3")));
    expect(limited.headers?.get("retry-after")).toBe("3");
    const wrongKey = await refusal(open("sk-ant-test-invalid").messages.create(ask("Hello")));
    expect(wrongKey).toBeInstanceOf(AuthenticationError);
    const sampling = { ...ask("Hello"), temperature: 1 };
    const refused = await refusal(client.messages.create(sampling));
    expect(refused.message).toContain("Extra inputs are not permitted");
    expect(await refusal(client.messages.create({ ...ask("Hello"), messages: [] }))).toBeInstanceOf(
      BadRequestError,
    );
  });

  it("asks again after a failure, as it does with the API", async () => {
    const retrying = client.withOptions({ maxRetries: 1 });
    const begun = Date.now();
    const error = await refusal(retrying.messages.create(ask("/simulate 429 1")));
    expect(error).toBeInstanceOf(RateLimitError);
    expect(Date.now() - begun).toBeGreaterThanOrEqual(1_000);
  });

  it("throws where a stream turns into an error, and keeps what came before", async () => {
    let text = "";
    const stream = client.messages.stream(ask("/simulate error-mid-stream"));
    stream.on("text", (delta) => {
      text += delta;
    });
    const error = await refusal(stream.finalMessage());
    expect(error.type).toBe("overloaded_error");
    expect(text.length).toBeGreaterThan(10);
  });

  it("speaks the older version with the older header too", async () => {
    const response = await fetch(`${simulator.url}/v1/messages?beta=true`, {
      method: "POST",
      headers: {
        "x-api-key": "sk-ant-test-old",
        "anthropic-version": "2023-06-01",
        "content-type": "application/json",
      },
      body: JSON.stringify({ ...ask("Hello"), temperature: 0.5 }),
    });
    expect(response.status).toBe(200);
    const hello = await fetch(`${simulator.url}/api/hello`, { method: "HEAD" });
    expect(hello.status).toBe(200);
  });
});
