import type { Closing, DesktopStatus } from "@atelier/client/types";
import { act, screen, waitFor } from "@testing-library/react";
import { beforeAll, expect, test, vi } from "vitest";

import { showLanguage } from "../lib/language";
import { createFakeTransport } from "../testing/fake-transport";
import { renderWith } from "../testing/render";
import { DesktopGate } from "./DesktopGate";

// It is fetched when it is first shown, which is not what is looked at here.
beforeAll(() => import("./ClosingQuestion"));

const QUESTION: Closing = {
  number: 4,
  reason: "busy",
  arriving: 2,
  waiting: 1,
  can_stay: true,
};

const STATUS: DesktopStatus = {
  window: true,
  notices: true,
  choosers: true,
  quick_problem: null,
  tray: "shown",
  closing: null,
};

const open = (closing: Closing | null) => {
  const transport = createFakeTransport({
    "desktop.status": { ...STATUS, closing },
    "desktop.decide": null as never,
    "desktop.label": null as never,
  });
  return { transport, ...renderWith(transport, <DesktopGate />) };
};

const decisions = (transport: ReturnType<typeof open>["transport"]) =>
  transport.inputs("desktop.decide").map(({ number, decision }) => `${number} ${decision}`);

test("nothing is asked while nobody closes", async () => {
  const { transport } = open(null);
  await waitFor(() => expect(transport.inputs("desktop.status")).toHaveLength(1));
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(decisions(transport)).toEqual([]);
});

test("the question says that it is seen, what would end, and has the focus on what changes nothing", async () => {
  const { transport, user } = open(QUESTION);
  await screen.findByRole("dialog", { name: "Close Atelier while something is under way?" });
  expect(screen.getByText(/^2 answers are still arriving/)).toBeInstanceOf(HTMLElement);
  expect(screen.getByText(/^1 message still waits/)).toBeInstanceOf(HTMLElement);
  expect(decisions(transport)).toEqual(["4 asked"]);
  const cancel = screen.getByRole("button", { name: "Cancel" });
  expect(cancel.hasAttribute("autofocus"), "a dialog gives the focus to what asks for it").toBe(
    true,
  );
  await user.click(cancel);
  expect(decisions(transport)).toEqual(["4 asked", "4 stay"]);
});

test.each([
  ["Stop and close", "quit"],
  ["Keep running", "hide"],
  ["Cancel", "stay"],
])("“%s” decides to %s", async (name, decision) => {
  const { transport, user } = open(QUESTION);
  await screen.findByRole("dialog");
  await user.click(screen.getByRole("button", { name }));
  expect(decisions(transport)).toEqual(["4 asked", `4 ${decision}`]);
});

test("without a tray there is nothing to keep running in", async () => {
  open({ ...QUESTION, can_stay: false, waiting: 0, arriving: 1 });
  await screen.findByText(/^1 answer is still arriving/);
  expect(screen.queryByRole("button", { name: "Keep running" })).toBeNull();
  expect(screen.queryByText(/still waits?/)).toBeNull();
});

test("the first time the window goes into the tray is told, and can be declined", async () => {
  const { transport, user } = open({ ...QUESTION, reason: "into_tray", arriving: 0, waiting: 0 });
  await screen.findByRole("dialog", { name: "Atelier keeps running in the tray" });
  expect(screen.getByRole("button", { name: "Quit Atelier" })).toBeInstanceOf(HTMLElement);
  await user.click(screen.getByRole("button", { name: "Keep running" }));
  expect(decisions(transport)).toEqual(["4 asked", "4 hide"]);
});

test("the tray is given its words once the page has settled, and again in another language", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  try {
    const { transport } = open(null);
    await act(() => vi.advanceTimersByTimeAsync(500));
    expect(transport.inputs("desktop.label")).toEqual([]);
    await act(() => vi.advanceTimersByTimeAsync(600));
    expect(transport.inputs("desktop.label").at(-1)).toMatchObject({
      tray: { quit: "Quit Atelier" },
    });
    await act(() => showLanguage("de"));
    await act(() => vi.advanceTimersByTimeAsync(1_100));
    const said = transport.inputs("desktop.label").at(-1);
    expect(said).toMatchObject({
      tray: { quit: "Atelier beenden", working: expect.stringContaining("#") },
      unresponsive: { wait: "Warten" },
    });
  } finally {
    await act(() => showLanguage("en"));
    vi.useRealTimers();
  }
});
