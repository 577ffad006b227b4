import type { BudgetState, Budgets, Spending, UsageSummary } from "@atelier/client/types";
import { act, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { createFakeTransport } from "../../testing/fake-transport";
import { renderWith } from "../../testing/render";
import { CostToday } from "./CostToday";
import { UsagePage } from "./UsagePage";
import { daysHere } from "./use-offset";

const spending = (cost_nano_usd: number, more: Partial<Spending> = {}): Spending => ({
  requests: cost_nano_usd > 0 ? 2 : 0,
  tokens: {
    input_tokens: 1_200,
    output_tokens: 340,
    thinking_tokens: 0,
    cache_write_5m_tokens: 50,
    cache_write_1h_tokens: 7,
    cache_read_tokens: 900,
    web_searches: 3,
  },
  cost_nano_usd,
  unpriced_requests: 0,
  estimated_requests: 0,
  cached_answers: 0,
  saved_nano_usd: 0,
  ...more,
});

const summary = (cost: number): UsageSummary => ({
  range: spending(cost),
  today: spending(cost),
  month: spending(cost * 2),
  total: spending(cost * 3),
  since: cost > 0 ? 1 : null,
});

const NO_BUDGETS: Budgets = {
  day_nano_usd: null,
  month_nano_usd: null,
  conversation_nano_usd: null,
  unknown_price: "stop",
  utc_offset_minutes: 0,
};

const NO_STATE: BudgetState = { lines: [], allowed_once: false };

const far = (
  cost = 1_500_000_000,
  state = NO_STATE,
  budgets: Budgets | (() => Budgets) = NO_BUDGETS,
) =>
  createFakeTransport({
    "budget.get": budgets,
    "budget.save": NO_BUDGETS,
    "budget.state": state,
    "usage.summary": summary(cost),
    "usage.by_day": [
      { day: "2026-11-20", spending: spending(0) },
      { day: "2026-11-21", spending: spending(cost) },
    ],
    "usage.by_model": [{ model: "claude-opus-5-5", spending: spending(cost) }],
    "usage.by_conversation": [
      { conversation_id: "c1", title: "Bread", spending: spending(cost) },
      { conversation_id: "c2", title: null, spending: spending(1) },
      {
        conversation_id: null,
        title: null,
        spending: spending(0, { requests: 3, unpriced_requests: 3 }),
      },
    ],
    "usage.by_project": [{ project_id: null, name: null, spending: spending(cost) }],
    "usage.export": {
      file_name: "atelier-usage-days-2026-11-21.csv",
      csv: "day\r\n",
      rows: 0,
      cut: false,
    },
  });

beforeEach(() => {
  vi.stubGlobal(
    "URL",
    Object.assign(URL, { createObjectURL: () => "blob:x", revokeObjectURL: () => {} }),
  );
});

describe("the page about what is spent", () => {
  it("shows sums, a chart with words, and a table beside it", async () => {
    renderWith(far(), <UsagePage />);
    expect(await screen.findByText("$4.50")).toBeTruthy();
    const chart = await screen.findByRole("img", { name: /Cost of each day/ });
    expect(screen.getByRole("img", { name: /The most was \$1.50/ })).toBe(chart);
    const days = screen.getByRole("region", { name: "What was spent on each day with a request" });
    const [row] = within(days).getAllByRole("row").slice(1);
    const cells = within(row as HTMLElement).getAllByRole("cell");
    expect(cells.map((cell) => cell.textContent)).toEqual([
      "$1.50",
      "2",
      "1,200",
      "900",
      "57",
      "340",
      "3",
    ]);
  });

  it("keeps what is deleted, and never takes an unknown price for zero", async () => {
    renderWith(far(), <UsagePage />);
    expect(await screen.findByText("Deleted conversation")).toBeTruthy();
    const programs = (await screen.findByText("Other programs")).closest("tr");
    expect(within(programs as HTMLElement).getAllByRole("cell")[0]?.textContent).toContain(
      "unknown",
    );
  });

  it("keeps a budget when its field is left, with the midnight of this place", async () => {
    const transport = far();
    const { user } = renderWith(transport, <UsagePage />);
    const field = await screen.findByRole("textbox", { name: "A day" });
    await user.type(field, "2,50");
    await user.tab();
    await waitFor(() => expect(transport.inputs("budget.save")).toHaveLength(1));
    expect(transport.inputs("budget.save")).toEqual([
      { day_nano_usd: 2_500_000_000, ...daysHere() },
    ]);
  });

  it("does not keep what is no amount, and says so", async () => {
    const transport = far();
    const { user } = renderWith(transport, <UsagePage />);
    const field = await screen.findByRole("textbox", { name: "A month" });
    await user.type(field, "much");
    await user.tab();
    expect((await screen.findByRole("alert")).textContent).toContain("An amount in dollars");
    expect(transport.inputs("budget.save")).toEqual([]);
  });

  it("says what it is for while nothing was spent", async () => {
    renderWith(far(0), <UsagePage />);
    expect(await screen.findByText("Nothing was spent yet")).toBeTruthy();
    expect(screen.queryByRole("img", { name: /Cost of each day/ })).toBeNull();
  });

  it("saves a table", async () => {
    const transport = far();
    const { user } = renderWith(transport, <UsagePage />);
    const rows = await screen.findByRole("combobox", { name: "Rows of the table" });
    await user.selectOptions(rows, "requests");
    await user.click(screen.getByRole("button", { name: "Save as CSV" }));
    await waitFor(() => expect(transport.inputs("usage.export")).toHaveLength(1));
    expect(transport.inputs("usage.export")[0]).toMatchObject({ rows: "requests", days: 30 });
  });

  it("asks for the days of the time zone here", async () => {
    vi.spyOn(Intl.DateTimeFormat.prototype, "resolvedOptions").mockReturnValue({
      ...new Intl.DateTimeFormat("en").resolvedOptions(),
      timeZone: "Europe/Berlin",
    });
    const transport = far();
    renderWith(transport, <UsagePage />);
    await waitFor(() => expect(transport.inputs("usage.by_day")).toHaveLength(1));
    vi.restoreAllMocks();
    const days = { days: 30, ...daysHere(), time_zone: "Europe/Berlin" };
    expect(transport.inputs("usage.by_day")).toEqual([days]);
    expect(transport.inputs("usage.summary")).toEqual([days]);
  });
});

describe("the cost in the status line", () => {
  it("is there once something was spent, and says when a budget is nearly used", async () => {
    const line = {
      scope: "day" as const,
      limit_nano_usd: 1_800_000_000,
      spent_nano_usd: 1_500_000_000,
      reserved_nano_usd: 0,
      partial: false,
      level: "near" as const,
    };
    const transport = far(1_500_000_000, { lines: [line], allowed_once: false });
    renderWith(transport, <CostToday conversationId={null} />);
    expect(await screen.findByText("Today $1.50")).toBeTruthy();
    expect(await screen.findByText("Budget of today nearly used")).toBeTruthy();
  });

  it("moves the midnight of the budgets to the time zone here, and lets another page have it", async () => {
    let time_zone = "Mars/Base";
    const transport = far(1, undefined, () => ({
      ...NO_BUDGETS,
      ...daysHere(),
      day_nano_usd: 1,
      time_zone,
    }));
    const { client } = renderWith(transport, <CostToday conversationId={null} />);
    await waitFor(() => expect(transport.inputs("budget.save")).toEqual([daysHere()]));
    for (const next of [daysHere().time_zone ?? "", "Mars/Base", "Mars/Base"]) {
      time_zone = next;
      await client.invalidateQueries();
      // What was read is shown in a later task.
      await act(() => new Promise((shown) => setTimeout(shown, 20)));
    }
    await waitFor(() => expect(client.isFetching() + client.isMutating()).toBe(0));
    expect(transport.inputs("budget.save")).toEqual([daysHere()]);
  });

  it("leaves them where they are, and where there are none", async () => {
    for (const kept of [{ ...NO_BUDGETS, ...daysHere(), month_nano_usd: 1 }, NO_BUDGETS]) {
      const transport = far(1, undefined, kept);
      const view = renderWith(transport, <CostToday conversationId={null} />);
      await screen.findByText(/Today/);
      await waitFor(() => expect(transport.inputs("budget.get")).toHaveLength(1));
      expect(transport.inputs("budget.save")).toEqual([]);
      view.unmount();
    }
  });

  it("is not there while nothing was", async () => {
    const transport = far(0);
    renderWith(transport, <CostToday conversationId={null} />);
    await waitFor(() => expect(transport.inputs("budget.state")).toHaveLength(1));
    expect(screen.queryByText(/Today/)).toBeNull();
  });
});
