import { describe, expect, it } from "vitest";

import { IDS, lastMessage, TURNS } from "../../testing/fixtures/turns";
import { NO_TURN, type Turn, turnReducer } from "./turn-reducer";

const fold = (events: readonly (typeof TURNS.complete)[number][]): Turn =>
  events.reduce(turnReducer, NO_TURN);
const until = (turn: keyof typeof TURNS, count: number): Turn => fold(TURNS[turn].slice(0, count));

describe("turnReducer", () => {
  it("shows the text as it grows, block by block", () => {
    expect(until("complete", 1).answer?.blocks).toEqual([]);
    expect(until("complete", 1).user?.id).toBe(IDS.user);
    expect(until("complete", 3).answer?.blocks[0]).toMatchObject({ thinking: "The moon pulls; " });
    expect(until("complete", 8).answer?.blocks[1]).toMatchObject({
      text: "The moon pulls the **sea** towards it.",
    });
  });

  it.each(["complete", "failed", "stopped", "tool", "regenerated"] as const)(
    "ends a %s turn with the message that the store has",
    (name) => {
      const turn = fold(TURNS[name]);
      expect(turn.answer).toEqual(lastMessage(TURNS[name]));
      expect(turn.waiting).toBeNull();
      expect(turn.inputs.size).toBe(0);
    },
  );

  it("keeps what had arrived before a failure", () => {
    const { answer } = fold(TURNS.failed);
    expect(answer?.state).toBe("failed");
    expect(answer?.blocks).toEqual([{ type: "text", text: "The moon pulls " }]);
    expect(answer?.failure?.retry_at).toBe(1_790_000_090_000);
  });

  it("says why it waits, until something arrives", () => {
    expect(until("waiting", 3).waiting).toMatchObject({ attempt: 2, retryAt: 1_790_000_003_000 });
    expect(until("waiting", 4).waiting).toBeNull();
  });

  it("gathers the arguments of a tool until they are whole", () => {
    expect(until("tool", 4).inputs.get(0)).toBe('{"port": "Brest", "days": 2}');
    expect(until("tool", 5).inputs.has(0)).toBe(false);
    expect(until("tool", 5).answer?.blocks[0]).toMatchObject({ input: { port: "Brest", days: 2 } });
  });

  it("keeps blocks of kinds that it does not know", () => {
    expect(fold(TURNS.tool).answer?.blocks[1]).toEqual({ type: "glimmer", glow: 7 });
  });

  it("lets events out of place change nothing", () => {
    const { answer } = fold(TURNS.disordered);
    expect(answer?.blocks).toEqual([
      { type: "text", text: "ok" },
      { type: "text", text: "late" },
    ]);
  });

  it("changes nothing it was given", () => {
    const frozen = TURNS.complete.map((event) => deepFreeze(structuredClone(event)));
    let turn: Turn = deepFreeze(NO_TURN);
    for (const event of frozen) turn = deepFreeze(turnReducer(turn, event));
    expect(turn.answer?.state).toBe("complete");
  });
});

const deepFreeze = <T>(value: T): T => {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
};
