import type { ContentBlock, Message } from "@atelier/client/types";
import { describe, expect, it } from "vitest";

import { lastMessage, question, TURNS } from "../../testing/fixtures/turns";
import { shownOf } from "./rounds";
import { type Folding, type Row, rowsOf, runFrom, stands } from "./transcript";

const answered = lastMessage(TURNS.complete);
const said = question(TURNS.complete);

const message = (id: string, blocks: ContentBlock[], part: Partial<Message> = {}): Message => ({
  ...answered,
  id,
  blocks,
  created_at: 1_000,
  completed_at: 13_000,
  ...part,
});
const text = (words: string): ContentBlock => ({ type: "text", text: words });
const thinking: ContentBlock = { type: "thinking", thinking: "Hm." };
const call = (id: string, name = "Read"): ContentBlock => ({
  type: "tool_use",
  id,
  name,
  input: {},
});
const result = (id: string, isError = false): ContentBlock => ({
  type: "tool_result",
  tool_use_id: id,
  content: "12",
  is_error: isError,
});
const results = (id: string, blocks: ContentBlock[]): Message =>
  message(id, blocks, { role: "user", state: "complete" });

const folding = (part: Partial<Folding> = {}): Folding => ({
  detail: "normal",
  opened: new Set(),
  isPlain: () => true,
  ...part,
});
const asked = { ...said, id: "u" };
const rows = (branch: Message[], part: Partial<Folding> = {}): readonly Row[] =>
  rowsOf(shownOf([asked, ...branch]), folding(part));
const looks = (all: readonly Row[]) =>
  all.map(({ shown, fold, hidden }) => [shown?.message.id, fold?.count ?? 0, hidden]);

const ROUNDS = [
  message("a1", [thinking, call("1")]),
  results("r1", [result("1")]),
  message("a2", [call("2"), call("3")]),
  results("r2", [result("2"), result("3", true)]),
  message("a3", [text("Done.")]),
];

describe("a summary", () => {
  it("is the answer, with one line for all that led to it", () => {
    const shown = rows(ROUNDS, { detail: "summary" });
    expect(looks(shown)).toEqual([
      ["u", 0, "nothing"],
      ["a3", 4, "steps"],
    ]);
    expect(shown[1]?.fold).toMatchObject({ key: "a1", took: 12_000, running: false, open: false });
    expect(shown[1] && stands(shown[1], "r1"), "it stands for what it hides").toBe(true);
    expect(shown[1]?.key, "the same row while the turn goes on").toBe("a1");
  });

  it("opens into what it stands for", () => {
    const shown = rows(ROUNDS, { detail: "summary", opened: new Set(["a1"]) });
    expect(looks(shown)).toEqual([
      ["u", 0, "nothing"],
      ["a1", 4, "nothing"],
      ["a2", 0, "nothing"],
      ["a3", 0, "nothing"],
    ]);
  });

  it("says nothing of an answer that is only words, and that others are still at work", () => {
    expect(looks(rows([message("a", [text("Hello.")])], { detail: "summary" }))[1]).toEqual([
      "a",
      0,
      "nothing",
    ]);
    const live = { state: "streaming", completed_at: null } as const;
    const [, row] = rows([message("a", [thinking], live)], { detail: "summary" });
    expect(row?.fold).toMatchObject({ running: true, took: null, count: 1 });
  });
});

describe("runs of like calls", () => {
  it("over several answers are one line, with what failed", () => {
    const shown = rows(ROUNDS);
    expect(looks(shown)).toEqual([
      ["u", 0, "nothing"],
      ["a2", 3, "all"],
      ["a3", 0, "nothing"],
    ]);
    expect(shown[1]?.fold).toMatchObject({ of: { kind: "calls", name: "Read" }, failed: 1 });
    expect(shown[1] && stands(shown[1], "a1")).toBe(true);
    const opened = rows(ROUNDS, { opened: new Set(["run a1"]) });
    expect(looks(opened).map(([id]) => id)).toEqual(["u", "a1", "a2", "a3"]);
    expect(opened[1]?.fold?.open).toBe(true);
  });

  it("are neither of several tools, nor of two calls, nor of tools whose results are looked at", () => {
    const plain = [
      ["u", 0, "nothing"],
      ["a1", 0, "nothing"],
      ["a2", 0, "nothing"],
      ["a3", 0, "nothing"],
    ];
    expect(looks(rows(ROUNDS, { isPlain: () => false }))).toEqual(plain);
    expect(looks(rows(ROUNDS, { detail: "everything" }))).toEqual(plain);
    const others = ROUNDS.with(2, message("a2", [call("2"), call("3", "Bash")]));
    expect(looks(rows(others))).toEqual(plain);
    const few = ROUNDS.with(2, message("a2", [call("2")]));
    expect(looks(rows(few))).toEqual(plain);
    const words = ROUNDS.with(2, message("a2", [text("And"), call("2"), call("3")]));
    expect(looks(rows(words))).toEqual(plain);
  });

  it("within an answer begin at the first of them", () => {
    const of = {
      message: message("a", [text("So:"), call("1"), call("2"), call("3"), text("There.")]),
      results: results("r", [result("1"), result("2"), result("3")]),
    };
    expect(runFrom(of, 0, folding())).toBeNull();
    expect(runFrom(of, 1, folding())).toMatchObject({ length: 3, fold: { count: 3, failed: 0 } });
    expect(runFrom(of, 2, folding()), "two are no run").toBeNull();
    expect(runFrom(of, 1, folding({ detail: "everything" }))).toBeNull();
  });
});
