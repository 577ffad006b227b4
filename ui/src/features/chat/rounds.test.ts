import type { ContentBlock, Message, TurnEvent } from "@atelier/client/types";
import { describe, expect, it } from "vitest";

import { lastMessage, question, TURNS } from "../../testing/fixtures/turns";
import { shownOf, wholeOf } from "./rounds";
import { bringsResults, withTurn } from "./thread";
import { askedOf, type ToolUse, titleOf, toolCall } from "./tool-call";
import { lastOf, NO_TURN, type Turn, turnReducer } from "./turn-reducer";

const said = question(TURNS.complete);
const answered = lastMessage(TURNS.complete);

const use: ToolUse = { type: "tool_use", id: "t1", name: "math_notebook", input: { n: 1 } };
const result = (content: unknown, isError = false): ContentBlock => ({
  type: "tool_result",
  tool_use_id: "t1",
  content,
  is_error: isError,
});
const at = (id: string, parent: string | null, part: Partial<Message> = {}): Message => ({
  ...answered,
  id,
  parent_id: parent,
  ...part,
});
const asks = at("a1", "u1", { blocks: [use], stop_reason: "tool_use" });
const empty = at("r1", "a1", { role: "user", blocks: [], state: "streaming" });
const brought = at("r1", "a1", { role: "user", blocks: [result("12")], state: "complete" });
const last = at("a2", "r1");
const user = { ...said, id: "u1", parent_id: null };

const EVENTS: readonly TurnEvent[] = [
  { type: "started", user, assistant: { ...asks, blocks: [], state: "streaming" } },
  { type: "block_started", index: 0, block: { ...use, input: {} } },
  { type: "block_delta", index: 0, part: "input", text: '{"n": 1}' },
  { type: "block_completed", index: 0, block: use },
  { type: "tools_requested", message: asks, results: empty },
  { type: "tool_completed", index: 0, block: result("12") },
  { type: "resumed", results: brought, assistant: { ...last, blocks: [], state: "streaming" } },
  { type: "completed", message: last },
];
const until = (count: number): Turn => EVENTS.slice(0, count).reduce(turnReducer, NO_TURN);
const ids = (messages: readonly Message[]) => messages.map(({ id }) => id);

describe("a turn with tools", () => {
  it("goes from the request to the results to the next answer", () => {
    expect(until(5).results?.blocks).toEqual([]);
    expect(until(5).inputs.size).toBe(0);
    expect(until(6).results?.blocks).toEqual([result("12")]);
    expect(ids(until(7).earlier)).toEqual(["a1", "r1"]);
    expect(until(7).answer?.id).toBe("a2");
    expect(lastOf(until(8))).toEqual(last);
  });

  it("is laid over the branch, whole", () => {
    expect(ids(withTurn([], until(5), true))).toEqual(["u1", "a1", "r1"]);
    expect(ids(withTurn([], until(7), true))).toEqual(["u1", "a1", "r1", "a2"]);
    const again: Turn = { ...until(7), user: null };
    expect(ids(withTurn([user, at("old", "u1")], again, true))).toEqual(["u1", "a1", "r1", "a2"]);
  });

  it("that was stopped among its tools ends with what they had returned", () => {
    const stopped = { ...brought, state: "incomplete" } as const;
    const turn = turnReducer(until(6), { type: "ended", message: stopped });
    expect(turn.answer?.id).toBe("a1");
    expect(lastOf(turn)).toEqual(stopped);
    expect(withTurn([user, asks, stopped], turn, false)).toEqual([user, asks, stopped]);
  });

  it("shows results with what they answer, and knows which answers belong together", () => {
    const shown = shownOf([user, asks, brought, last]);
    expect(shown.map(({ message, results }) => [message.id, results?.id])).toEqual([
      ["u1", undefined],
      ["a1", "r1"],
      ["a2", undefined],
    ]);
    expect(shown.map(({ goesOn }) => goesOn)).toEqual([false, true, false]);
    expect(ids(shown[2]?.earlier ?? [])).toEqual(["a1"]);
    const anew = shownOf([user, asks, brought, last]);
    expect(anew[2]?.earlier, "the same list as before").toBe(shown[2]?.earlier);
  });

  it("counts what all of its answers took", () => {
    const priced = (cost: number | null) => ({ ...last, cost_nano_usd: cost });
    const whole = wholeOf(priced(3), [{ ...asks, cost_nano_usd: 4, created_at: 5 }]);
    expect(whole.cost_nano_usd).toBe(7);
    expect(whole.created_at).toBe(5);
    expect(whole.usage?.output_tokens).toBe(2 * (last.usage?.output_tokens ?? 0));
    expect(wholeOf(priced(3), [{ ...asks, cost_nano_usd: null }]).cost_nano_usd).toBeNull();
  });

  it("tells what a person said from what a tool returned", () => {
    expect([user, asks, empty, brought, last].map(bringsResults)).toEqual([
      false,
      false,
      true,
      true,
      false,
    ]);
  });
});

describe("a request for a tool", () => {
  const state = (message: Message, results: Message | null) =>
    toolCall(use, message, results).state;

  it("is asked, runs, and is done, has failed or is lost", () => {
    expect(state({ ...asks, state: "streaming" }, null)).toBe("asking");
    expect(state(asks, empty)).toBe("running");
    expect(toolCall(use, asks, brought)).toEqual({ state: "done", result: "12" });
    const failed = { ...brought, blocks: [result("no", true)] };
    expect(state(asks, failed)).toBe("failed");
    expect(state(asks, { ...failed, state: "incomplete" })).toBe("lost");
    expect(state(asks, { ...empty, state: "incomplete" })).toBe("lost");
    expect(state(asks, null)).toBe("lost");
  });

  it("is named in words", () => {
    expect(titleOf("math_notebook")).toBe("Math notebook");
    expect(titleOf("")).toBe("A tool");
    expect(askedOf({ function: "nash_equilibria", row_payoffs: [] })).toBe("Nash equilibria");
    expect(askedOf({ file_path: "src/main_one.rs" })).toBe("src/main_one.rs");
    expect(askedOf({ n: 1 })).toBe('{"n":1}');
    expect(askedOf(undefined)).toBe("");
  });

  it("reads results that are blocks", () => {
    const blocks = [{ type: "text", text: "12" }, { type: "image" }];
    const results = { ...brought, blocks: [result(blocks)] };
    expect(toolCall(use, asks, results).result).toBe('12\n{"type":"image"}');
  });
});
