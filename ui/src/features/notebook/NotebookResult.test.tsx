import { screen, waitFor, within } from "@testing-library/react";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

import { createFakePlatform } from "../../testing/fake-platform";
import { createConversationTransport } from "../../testing/fixtures/conversations";
import { renderWith } from "../../testing/render";
import { NotebookResult } from "./NotebookResult";

const detect = vi.hoisted(() => vi.fn());
vi.mock("../../wasm/math-framework", () => ({
  mathFramework: { detectNashEquilibria: detect },
}));

const show = (input: unknown, result: unknown) => {
  const platform = createFakePlatform();
  const text = typeof result === "string" ? result : JSON.stringify(result);
  const view = renderWith(
    createConversationTransport(),
    <NotebookResult input={input} result={text} />,
    platform,
  );
  return { platform, ...view };
};

const GAME = {
  function: "nash_equilibria",
  row_payoffs: [
    [3, 0],
    [0, 2],
  ],
  column_payoffs: [
    [2, 0],
    [0, 3],
  ],
  row_names: ["Opera", "Football"],
};
const pure = (at: 0 | 1) => ({
  row: at === 0 ? ["1", "0"] : ["0", "1"],
  column: at === 0 ? ["1", "0"] : ["0", "1"],
  row_payoff: at === 0 ? "3" : "2",
  column_payoff: at === 0 ? "2" : "3",
  component: at,
  certificate: { row_replies: ["3", "0"], column_replies: ["2", "0"] },
});
const MIXED = {
  row: ["3/5", "2/5"],
  column: ["2/5", "3/5"],
  row_payoff: "6/5",
  column_payoff: "6/5",
  component: 2,
};
const FOUND = {
  function: "nash_equilibria",
  rows: 2,
  columns: 2,
  method: "vertex enumeration",
  is_complete: true,
  is_degenerate: false,
  count: 3,
  equilibria: [pure(0), pure(1), MIXED],
};

beforeAll(() => {
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      disconnect() {}
    },
  );
});

beforeEach(() => {
  detect.mockReset();
});

describe("a game", () => {
  it("marks pure equilibria in the table, in words too, and lists the strategies exactly", () => {
    show(GAME, FOUND);
    expect(screen.getByText("3 equilibria: 2 pure, 1 mixed.")).toBeTruthy();
    const table = screen.getByRole("table", { name: /Payoffs/ });
    expect(within(table).getByText("pure equilibrium E1")).toBeTruthy();
    expect(within(table).getByText("pure equilibrium E2")).toBeTruthy();
    const mixed = screen.getByRole("region", { name: "Equilibrium E3, mixed" });
    expect(within(mixed).getAllByText("3/5")).toHaveLength(2);
    expect(within(mixed).getByText("Expected: 6/5 and 6/5")).toBeTruthy();
  });

  it("finds the equilibria anew where a number is changed, and goes back", async () => {
    detect.mockResolvedValue({
      method: "vertex enumeration",
      isComplete: true,
      isDegenerate: false,
      equilibria: [
        {
          row: ["1", "0"],
          column: ["1", "0"],
          rowPayoff: "3",
          columnPayoff: "2",
          component: 0,
        },
      ],
    });
    const { user } = show(GAME, FOUND);
    await user.click(screen.getByRole("button", { name: "Change the numbers" }));
    const field = screen.getByRole("textbox", { name: "Opera, Column 2: the row player’s payoff" });
    await user.clear(field);
    expect(screen.getByRole("alert").textContent).toContain("A payoff is a number");
    await user.type(field, "4");
    expect(await screen.findByText("1 equilibrium: 1 pure, 0 mixed.")).toBeTruthy();
    expect(detect).toHaveBeenCalledTimes(1);
    expect(detect.mock.calls[0]?.[0]).toEqual([
      [
        ["3", "4"],
        ["0", "2"],
      ],
      [
        ["2", "0"],
        ["0", "3"],
      ],
    ]);
    await user.click(screen.getByRole("button", { name: "Back to what was asked" }));
    expect(screen.getByText("3 equilibria: 2 pure, 1 mixed.")).toBeTruthy();
  });

  it("says why where the engine finds nothing", async () => {
    detect.mockRejectedValue(new Error("the game is too large"));
    const { user } = show(GAME, FOUND);
    await user.click(screen.getByRole("button", { name: "Change the numbers" }));
    await user.type(
      screen.getByRole("textbox", { name: "Football, Column 2: the column player’s payoff" }),
      "1",
    );
    await waitFor(() =>
      expect(screen.getByRole("alert").textContent).toContain("the game is too large"),
    );
  });

  it("is not drawn where the payoffs cannot be read", () => {
    const { container } = show({ row_payoffs: "none" }, FOUND);
    expect(container.textContent).toBe("");
  });
});

describe("the other views", () => {
  it("tell of a trajectory in words, and as a table", async () => {
    const { user } = show(
      { function: "trajectory" },
      {
        function: "trajectory",
        n: 1,
        to: 3,
        points: { n: [1, 2, 3], v: [2, 3, 4], u: ["2", "5", "9"], s: ["2", "7", "16"] },
        path_length: 2.5,
        window: 1,
        threshold: 0.4,
        stable_points: [{ n: 2, score: 0.45 }],
      },
    );
    const pictures = screen.getAllByRole("img", { name: /1 stable point: 2\./ });
    expect(pictures).toHaveLength(2);
    await user.click(screen.getByRole("button", { name: "Show as a table" }));
    expect(screen.getByRole("row", { name: "2 3 5 7 0.450" })).toBeTruthy();
  });

  it("show long numbers shortened, whole on request, and copy all of them", async () => {
    const long = "7".repeat(800);
    const { user, platform } = show({}, { function: "fibonacci", n: 3_830, numbers: [long] });
    expect(screen.queryByText(long)).toBeNull();
    await user.click(screen.getByRole("button", { name: "Show all 800 digits" }));
    expect(screen.getByText(long, { exact: false })).toBeTruthy();
    await user.click(screen.getByRole("button", { name: /Copy the number/ }));
    expect(platform.copied).toEqual([long]);
  });

  it("show a sum of Fibonacci numbers with its parts", () => {
    show(
      {},
      {
        function: "zeckendorf",
        number: "100",
        indices: [4, 6, 11],
        parts: ["3", "8", "89"],
        binary: "1000010100",
        is_fibonacci: false,
      },
    );
    expect(screen.getByText("100 = 89 + 8 + 3")).toBeTruthy();
    expect(screen.getByRole("row", { name: "F(11) 89" })).toBeTruthy();
  });

  it("show nothing where the result is of another kind", () => {
    expect(show({}, "no JSON").container.textContent).toBe("");
    expect(show({}, { function: "sum" }).container.textContent).toBe("");
  });
});
