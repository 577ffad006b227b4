import type { ContextMeter } from "@atelier/client/types";
import { describe, expect, it } from "vitest";

import { costWords, fillOf, percent, sentences, short } from "./meter";

const meterOf = (more: Partial<ContextMeter> = {}): ContextMeter => ({
  model: "claude-opus-5-5",
  input_tokens: 1_000,
  counted: "endpoint",
  uncounted_because: null,
  window_tokens: 10_000,
  max_answer_tokens: 32_000,
  cost: { input_nano_usd: 5_000_000, most_nano_usd: 645_000_000 },
  searches: null,
  simulated: false,
  stopped_by: null,
  ...more,
});

describe("the meter", () => {
  it.each([
    [0, "fine"],
    [7_999, "fine"],
    [8_000, "near"],
    [10_000, "near"],
    [10_001, "over"],
  ] as const)("of %s tokens of 10,000 is %s", (input_tokens, fill) => {
    expect(fillOf(meterOf({ input_tokens }))).toBe(fill);
  });

  it("does not guess how much an unknown model takes or costs", () => {
    const meter = meterOf({ window_tokens: null, cost: null });
    expect(fillOf(meter)).toBe("unknown");
    expect(costWords(meter)).toBe("price unknown");
    expect(sentences(meter)).toContain("Its price is unknown.");
  });

  it("says that an estimate is one, and why", () => {
    const meter = meterOf({ counted: "estimate", uncounted_because: "there is no API key yet" });
    expect(sentences(meter)).toContain("about 1,000 tokens");
    expect(sentences(meter)).toContain("an estimate");
    expect(sentences(meter)).toContain("there is no API key yet");
    expect(sentences(meterOf())).not.toContain("estimate");
  });

  it("says that searches come on top, and what is known of their price", () => {
    const searches = { most: 5, each_nano_usd: 10_000_000 };
    expect(sentences(meterOf({ searches }))).toContain(
      "Up to 5 web searches come on top, at $0.01",
    );
    const unknown = sentences(meterOf({ searches: { most: 5, each_nano_usd: null } }));
    expect(unknown).toContain("at a price that is unknown");
    expect(sentences(meterOf({ searches, simulated: true }))).not.toContain("searches");
    expect(sentences(meterOf())).not.toContain("searches");
  });

  it("says that the simulator is free", () => {
    expect(costWords(meterOf({ simulated: true, cost: null }))).toBe("free");
  });

  it("is short", () => {
    expect([0, 999, 1_000, 12_345, 250_400, 1_200_000].map(short)).toEqual([
      "0",
      "999",
      "1.0k",
      "12.3k",
      "250k",
      "1.2M",
    ]);
    expect([0, 0.001, 0.126, 1.2].map(percent)).toEqual(["0%", "< 1%", "13%", "120%"]);
  });
});
