import type { ContentBlock, Message } from "@atelier/client/types";
import { describe, expect, it } from "vitest";

import { isShownWithCall, webCallOf } from "./web-call";

const block = (raw: object): ContentBlock => raw as unknown as ContentBlock;

const messageOf = (blocks: readonly object[], part: Partial<Message> = {}): Message =>
  ({ state: "complete", stop_reason: "end_turn", blocks, ...part }) as unknown as Message;

const SEARCH = {
  type: "server_tool_use",
  id: "s",
  name: "web_search",
  input: { query: "lighthouses" },
};
const result = (content: unknown) => ({
  type: "web_search_tool_result",
  tool_use_id: "s",
  content,
});
const page = (part: object = {}) => ({
  type: "web_search_result",
  title: "Roter Sand",
  url: "https://lights.example.com/a",
  page_age: "3 days ago",
  encrypted_content: "c2VjcmV0",
  ...part,
});
const callOf = (blocks: readonly object[], part: Partial<Message> = {}, at = 0) =>
  webCallOf(block(blocks[at] ?? {}), messageOf(blocks, part));

describe("a search", () => {
  it("is read with what it found, and nothing of it is encrypted", () => {
    const call = callOf([SEARCH, result([page()])]);
    expect(call).toEqual({
      id: "s",
      does: "search",
      asked: "lighthouses",
      state: "done",
      outcome: {
        kind: "found",
        all: 1,
        pages: [
          {
            title: "Roter Sand",
            url: "https://lights.example.com/a",
            site: "lights.example.com",
            age: "3 days ago",
          },
        ],
      },
    });
    expect(JSON.stringify(call)).not.toContain("c2VjcmV0");
  });

  it.each([
    [{ state: "streaming" }, "running"],
    [{ stop_reason: "pause_turn" }, "paused"],
    [{ state: "incomplete", stop_reason: null }, "lost"],
  ] as const)("without a result, in a message of %o, is %s", (part, state) => {
    expect(callOf([SEARCH], part)?.state).toBe(state);
  });

  it.each([
    ["max_uses_exceeded", "as often as"],
    ["too_many_requests", "too often"],
    ["unavailable", "could not go to the web"],
    ["url_not_accessible", "could not be reached"],
    ["moon_phase", "The endpoint says: moon_phase"],
    ["constructor", "The endpoint says: constructor"],
    ["", "does not say"],
  ])("that failed with “%s” says so in words", (error_code, words) => {
    const call = callOf([SEARCH, result({ error_code })]);
    expect(call?.state).toBe("failed");
    expect(call?.outcome?.kind === "failed" && call.outcome.why).toContain(words);
  });

  it("is bounded, whatever the far end sends", () => {
    const long = page({ title: "t".repeat(100_000), page_age: "a".repeat(10_000) });
    const call = callOf([SEARCH, result(Array.from({ length: 10_000 }, () => long))]);
    if (call?.outcome?.kind !== "found") throw new Error("nothing was found");
    expect(call.outcome.all).toBe(10_000);
    expect(call.outcome.pages).toHaveLength(50);
    expect(JSON.stringify(call).length).toBeLessThan(50 * 600);
  });

  it.each([
    "javascript:alert(1)",
    "data:text/html,x",
    "https://a.example@b.example/",
    "https://a.example/\u202egnp",
    "//a.example",
    "",
    7,
  ])("leads nowhere by %s", (url) => {
    const call = callOf([SEARCH, result([page({ url })])]);
    expect(call?.outcome?.kind === "found" && call.outcome.pages[0]?.site).toBeNull();
  });

  it.each([null, 3, "x", {}, [null, 3, "x", [[]]]])("survives a result that is %o", (content) => {
    expect(callOf([SEARCH, result(content)])).not.toBeNull();
  });

  it("is shown where it was asked for, and alone where the question is in another message", () => {
    const found = result([page()]);
    expect(isShownWithCall(block(found), messageOf([SEARCH, found]))).toBe(true);
    expect(isShownWithCall(block(found), messageOf([found]))).toBe(false);
    expect(callOf([found])).toMatchObject({ asked: "", state: "done" });
    expect(isShownWithCall(block(SEARCH), messageOf([SEARCH, found]))).toBe(false);
  });
});

describe("a page", () => {
  const READ = {
    type: "server_tool_use",
    id: "r",
    name: "web_fetch",
    input: { url: "https://lights.example.com/a" },
  };
  const read = (data: unknown) => ({
    type: "web_fetch_tool_result",
    tool_use_id: "r",
    content: {
      type: "web_fetch_result",
      url: "https://lights.example.com/a",
      content: { type: "document", title: "Roter Sand", source: { type: "text", data } },
    },
  });

  it("is read with its text, within bounds", () => {
    const call = callOf([READ, read("words ".repeat(100_000))]);
    if (call?.outcome?.kind !== "read") throw new Error("nothing was read");
    expect(call.asked).toBe("https://lights.example.com/a");
    expect(call.outcome.page).toMatchObject({ title: "Roter Sand", site: "lights.example.com" });
    expect(call.outcome.text?.length).toBeLessThan(20_010);
  });
});

it("leaves all other blocks alone", () => {
  const other = [
    { type: "text", text: "a" },
    { type: "server_tool_use", id: "c", name: "code_execution", input: {} },
    { type: "code_execution_tool_result", tool_use_id: "c", content: {} },
    { type: "constructor" },
  ];
  for (const at of other.keys()) expect(callOf(other, {}, at)).toBeNull();
});
