import { beforeEach, describe, expect, it, vi } from "vitest";

const fresh = async () => {
  vi.resetModules();
  return import("./metrics");
};

describe("what the page measures of itself", () => {
  beforeEach(() => void vi.useRealTimers());

  // rows: 3.173
  it("says nothing of what did not happen, and what a browser does not say", async () => {
    const { frontendMetrics } = await fresh();
    expect(frontendMetrics()).toEqual({
      wasmInitTime: null,
      messageRenderTime: null,
      patternSearchTime: null,
      memoryUsage: null,
    });
    vi.stubGlobal("performance", { memory: { usedJSHeapSize: 5_000_000 } });
    expect(frontendMetrics().memoryUsage).toBe(5_000_000);
  });

  it("adds up the engines, and takes the median of the last searches", async () => {
    const { frontendMetrics, recordInit, recordSearch } = await fresh();
    recordInit("reasoningbank", 30);
    recordInit("math-framework", 10);
    recordInit("reasoningbank", 20);
    for (const ms of [1, 9, 2, Number.NaN, -1]) recordSearch(ms);
    expect(frontendMetrics()).toMatchObject({ wasmInitTime: 30, patternSearchTime: 2 });
    for (let at = 0; at < 200; at += 1) recordSearch(7);
    expect(frontendMetrics().patternSearchTime, "those before are forgotten").toBe(7);
  });

  it("shares the time of messages that come into the page together", async () => {
    const { frontendMetrics, recordRender } = await fresh();
    vi.spyOn(performance, "now").mockReturnValue(1_040);
    for (const begun of [1_000, 1_010, 1_020, 1_030]) recordRender(begun);
    await Promise.resolve();
    expect(frontendMetrics().messageRenderTime).toBe(10);
    recordRender(1_036);
    await Promise.resolve();
    expect(frontendMetrics().messageRenderTime, "the median of 4 and 10").toBe(7);
  });
});
