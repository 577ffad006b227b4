import Anthropic, { BadRequestError } from "@anthropic-ai/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { Simulator } from "../harness/simulator";

// Searches and pages as the official TypeScript client parses them, and takes them back.

const SEARCH = { type: "web_search_20260318", name: "web_search", max_uses: 5 } as const;
const FETCH = { type: "web_fetch_20260318", name: "web_fetch", max_uses: 5 } as const;

let simulator: Simulator;
let client: Anthropic;

const ask = (content: string): Anthropic.MessageCreateParamsNonStreaming => ({
  model: "claude-opus-5-5",
  max_tokens: 1_000,
  tools: [SEARCH, FETCH],
  messages: [{ role: "user", content }],
});

beforeAll(async () => {
  simulator = await Simulator.open();
  const baseURL = simulator.url;
  client = new Anthropic({ apiKey: "sk-ant-test-sdk", authToken: null, baseURL, maxRetries: 0 });
});

afterAll(async () => {
  await simulator?.close();
});

describe("the official TypeScript client", () => {
  it("streams a search with its results and citations", async () => {
    const order: string[] = [];
    const stream = client.messages.stream(ask("/simulate search"));
    stream.on("streamEvent", (event) => {
      if (event.type === "content_block_start") order.push(event.content_block.type);
    });
    const message = await stream.finalMessage();
    expect(order).toEqual(["text", "server_tool_use", "web_search_tool_result", "text", "text"]);
    const [, call, result, , cited] = message.content;
    expect(call).toMatchObject({ name: "web_search", caller: { type: "direct" } });
    expect(call?.type === "server_tool_use" && call.input).toEqual({
      query: "lighthouses of the North Sea",
    });
    if (result?.type !== "web_search_tool_result" || !Array.isArray(result.content)) {
      throw new Error("no results");
    }
    expect(result.content[0]?.encrypted_content.length).toBeGreaterThan(20);
    const citation = cited?.type === "text" ? cited.citations?.[0] : null;
    expect(citation?.type).toBe("web_search_result_location");
    expect(message.usage.server_tool_use).toEqual({
      web_search_requests: 1,
      web_fetch_requests: 0,
    });
    expect(message.stop_reason).toBe("end_turn");
  });

  it("gives a paused answer back as it is, and gets the rest", async () => {
    const params = ask("/simulate search pause");
    const paused = await client.messages.stream(params).finalMessage();
    expect(paused.stop_reason).toBe("pause_turn");
    const messages = [...params.messages, { role: "assistant", content: paused.content } as const];
    const rest = await client.messages.create({ ...params, messages });
    expect(rest.content[0]?.type).toBe("web_search_tool_result");
    expect(rest.stop_reason).toBe("end_turn");
    const spoken = [...messages, { role: "user", content: "and?" } as const];
    const refused = client.messages.create({ ...params, messages: spoken });
    await expect(refused).rejects.toBeInstanceOf(BadRequestError);
  });

  it("reads a page, and why one could not be read", async () => {
    const read = await client.messages.create(ask("/simulate fetch"));
    const page = read.content.find((block) => block.type === "web_fetch_tool_result");
    expect(page?.type === "web_fetch_tool_result" && page.content.type).toBe("web_fetch_result");
    expect(read.usage.server_tool_use?.web_fetch_requests).toBe(1);
    const closed = await client.messages.create(ask("/simulate fetch closed"));
    const failed = closed.content.find((block) => block.type === "web_fetch_tool_result");
    expect(failed?.type === "web_fetch_tool_result" && failed.content).toEqual({
      type: "web_fetch_tool_result_error",
      error_code: "url_not_accessible",
    });
  });
});
