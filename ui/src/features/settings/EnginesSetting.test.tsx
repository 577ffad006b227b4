import { readFileSync } from "node:fs";
import { screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";

import { createFakeTransport } from "../../testing/fake-transport";
import { renderWith } from "../../testing/render";
import { engines } from "../../wasm/load";
import { EnginesSetting } from "./EnginesSetting";

vi.mock("../../wasm/load", async (original) => {
  const load = await original<typeof import("../../wasm/load")>();
  const { realParts } = await import("../../testing/engines");
  return { ...load, engines: load.createEngines(realParts) };
});

vi.mock("../../lib/unpack", () => ({
  unpack: async (path: string) => new Response(readFileSync(path)),
}));

afterEach(() => engines.end());

const standings = () => screen.getAllByRole("status").map((it) => it.textContent);

describe("EnginesSetting", () => {
  // rows: 3.039, 3.173
  it("says how the engines stand, loads them, and checks what they answer", async () => {
    const { user } = renderWith(createFakeTransport(), <EnginesSetting />);
    expect(standings()).toEqual(["Not loaded", "Not loaded", "Not loaded"]);
    expect(screen.getAllByText("not yet measured").length).toBeGreaterThanOrEqual(2);
    await user.click(screen.getByRole("button", { name: "Load all" }));
    await waitFor(() => {
      for (const standing of standings()) expect(standing).toMatch(/^Ready · in .+ · .+ MiB$/);
    });
    await user.click(screen.getByRole("button", { name: "Check the answers" }));
    await waitFor(
      () => {
        for (const standing of standings()) expect(standing).toMatch(/ answers, all right$/);
      },
      { timeout: 20_000 },
    );
    expect(screen.queryByRole("alert")).toBeNull();
  }, 30_000);

  it("says which answer is wrong, and why an engine cannot be loaded", async () => {
    const { user } = renderWith(createFakeTransport(), <EnginesSetting />);
    const call = vi.spyOn(engines, "call").mockResolvedValue(0 as never);
    await user.click(screen.getByRole("button", { name: "Check the answers" }));
    await waitFor(() => expect(standings()[2]).toMatch(/\d+ of \d+ answers wrong$/), {
      timeout: 10_000,
    });
    const written = screen.getByRole("alert").textContent?.split("\n");
    expect(written).toHaveLength(9);
    expect(written?.[6]).toBe('fibonacci([0]): {"answer":0}, not {"answer":"0"}');
    call.mockRestore();
    vi.spyOn(engines, "init").mockRejectedValue(new TypeError("no"));
    await user.click(screen.getByRole("button", { name: "Load all" }));
    expect(await screen.findByText("An engine could not be loaded")).toBeTruthy();
  }, 30_000);
});
