import type { Message } from "@atelier/client/types";
import { describe, expect, it } from "vitest";

import { lastMessage, question, TURNS } from "../../testing/fixtures/turns";
import { branchOf, keepOlder, withTurn } from "./thread";
import { NO_TURN, turnReducer } from "./turn-reducer";

const said = question(TURNS.complete);
const answered = lastMessage(TURNS.complete);
const at = (id: string, parent: string | null, part: Partial<Message> = {}): Message => ({
  ...answered,
  id,
  parent_id: parent,
  ...part,
});
const ids = (messages: readonly Message[]) => messages.map(({ id }) => id);
const begun = turnReducer(NO_TURN, {
  type: "started",
  user: { ...said, id: "u2", parent_id: "a1" },
  assistant: at("a2", "u2", { state: "streaming", blocks: [] }),
});
const again = turnReducer(NO_TURN, {
  type: "started",
  user: null,
  assistant: at("a9", "u1", { state: "streaming", blocks: [] }),
});
const stored = [at("u1", null), at("a1", "u1")];

describe("the branch that is shown", () => {
  it("joins pages, the oldest message first", () => {
    const pages = [
      { items: [at("c", "b"), at("d", "c")] },
      { items: [at("a", null), at("b", "a")] },
    ];
    expect(ids(branchOf(pages))).toEqual(["a", "b", "c", "d"]);
  });

  it("ends with the turn that runs", () => {
    expect(ids(withTurn(stored, begun, true))).toEqual(["u1", "a1", "u2", "a2"]);
  });

  it("shows the running turn once, even where the store has it already", () => {
    const reread = [...stored, at("u2", "a1"), at("a2", "u2", { state: "streaming" })];
    expect(ids(withTurn(reread, begun, true))).toEqual(["u1", "a1", "u2", "a2"]);
  });

  it("puts a new answer in the place of the old one", () => {
    expect(ids(withTurn(stored, again, true))).toEqual(["u1", "a9"]);
  });

  it("shows the stored turn once it is there", () => {
    const reread = [...stored, at("u2", "a1"), at("a2", "u2", { state: "incomplete" })];
    expect(withTurn(reread, begun, false)).toBe(reread);
  });

  it("shows a stopped turn as incomplete before the store says so", () => {
    expect(withTurn(stored, begun, false).at(-1)?.state).toBe("incomplete");
  });

  it("keeps older messages when the newest page begins later", () => {
    const before = [at("a", null), at("b", "a"), at("c", "b")];
    expect(ids(keepOlder(before, [at("b", "a"), at("c", "b"), at("d", "c")]))).toEqual([
      "a",
      "b",
      "c",
      "d",
    ]);
    expect(ids(keepOlder(before, [at("x", null)]))).toEqual(["x"]);
  });
});
