import type { Context, ContextPart } from "@atelier/client/types";
import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";

import { createFakeTransport } from "../../testing/fake-transport";
import { METER } from "../../testing/fixtures/meter";
import { renderWith } from "../../testing/render";
import { ContextGate } from "./ContextGate";
import { ContextPanel } from "./ContextPanel";
import { togglePanel, usePanel } from "./panel";

const part = (message_id: string, title: string, more: Partial<ContextPart> = {}): ContextPart => ({
  kind: "said",
  message_id,
  title,
  tokens: 12,
  fate: "sent",
  mark: null,
  can_drop: true,
  blocks: [{ index: 0, kind: "text", title, tokens: 12, sent: true, mark: null, can_drop: true }],
  ...more,
});

const context = (more: Partial<Context> = {}): Context => ({
  parts: [part("m1", "First"), part("m2", "Second", { kind: "answered" })],
  meter: { ...METER, input_tokens: 24 },
  summary: null,
  proposed: null,
  can_compact: true,
  ...more,
});

const SUMMARY = {
  up_to: "m1",
  text: "In short.",
  model: "claude-opus-5-5",
  made_at: 1,
  accepted_at: null,
};

const show = (shown: Context, conversationId: string | null = "c1") => {
  const far = createFakeTransport({
    "context.parts": shown,
    "context.mark": (input) => input,
    "context.summarize": SUMMARY,
    "context.accept_summary": { ...SUMMARY, accepted_at: 2 },
    "context.discard_summary": (input) => input,
    "context.undo_summary": (input) => input,
    "budget.get": {
      day_nano_usd: null,
      month_nano_usd: null,
      conversation_nano_usd: 1_000_000_000,
      unknown_price: "stop",
      utc_offset_minutes: 0,
    },
    "budget.state": { lines: [], allowed_once: false },
    "budget.set": { lines: [], allowed_once: false },
  });
  const pending = { conversationId, text: "", model: null, effort: null };
  const view = renderWith(
    far,
    <ContextGate region={{}}>
      <ContextPanel {...pending} />
    </ContextGate>,
  );
  return { far, user: view.user };
};

describe("the panel of what is sent", () => {
  beforeEach(() => {
    usePanel.setState({ open: false, slot: null });
    togglePanel(true);
  });

  it("lists the parts with their tokens, and pins or leaves out each", async () => {
    const { far, user } = show(context());
    const panel = await screen.findByRole("complementary", { name: "Context" });
    expect(await within(panel).findByText(/holds 24 tokens/)).toBeTruthy();
    const rows = within(panel).getAllByRole("listitem");
    expect(rows.map((row) => row.textContent)).toEqual(["You12First", "Claude12Second"]);
    await user.click(within(panel).getByRole("button", { name: "Pin You: First" }));
    await user.click(within(panel).getByRole("button", { name: "Leave out Claude: Second" }));
    await waitFor(() =>
      expect(far.inputs("context.mark")).toEqual([
        { conversation_id: "c1", message_id: "m1", block: null, mark: "pin" },
        { conversation_id: "c1", message_id: "m2", block: null, mark: "drop" },
      ]),
    );
  });

  it("says what is not sent, and why, and offers the way back", async () => {
    const parts = [
      part("m1", "First", { fate: "dropped", mark: "drop" }),
      part("m2", "Second", { fate: "summarized" }),
      part("m3", "Third", { can_drop: false }),
    ];
    const { far, user } = show(context({ parts }));
    expect(await screen.findByText("left out")).toBeTruthy();
    expect(screen.getByText("in the summary")).toBeTruthy();
    expect(screen.queryByRole("button", { name: /You: Third/ })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Send You: First" }));
    await waitFor(() => expect(far.inputs("context.mark")).toMatchObject([{ mark: null }]));
  });

  it("has a summary read and changed before it counts", async () => {
    const { far, user } = show(context({ proposed: SUMMARY }));
    const field = await screen.findByRole("textbox", { name: "Read this summary" });
    await user.clear(field);
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Use it" }).disabled).toBe(true);
    await user.type(field, "Better.");
    await user.click(screen.getByRole("button", { name: "Use it" }));
    await waitFor(() =>
      expect(far.inputs("context.accept_summary")).toEqual([
        { conversation_id: "c1", text: "Better." },
      ]),
    );
  });

  it("makes a summary, takes it back, and closes with Escape", async () => {
    const { far, user } = show(context({ summary: { ...SUMMARY, accepted_at: 2 } }));
    await user.click(await screen.findByRole("button", { name: "Sum up anew" }));
    await waitFor(() => expect(far.inputs("context.summarize")).toHaveLength(1));
    await user.click(screen.getByRole("button", { name: "Take the summary back" }));
    await waitFor(() => expect(far.inputs("context.undo_summary")).toHaveLength(1));
    screen.getByRole("button", { name: "Close the context" }).focus();
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("complementary")).toBeNull());
  });

  it("gives the conversation a budget of its own", async () => {
    const { far, user } = show(context());
    const field = await screen.findByRole("textbox", { name: "Budget" });
    await user.type(field, "2.50");
    await user.tab();
    await waitFor(() =>
      expect(far.inputs("budget.set")).toEqual([
        { conversation_id: "c1", limit_nano_usd: 2_500_000_000 },
      ]),
    );
  });

  it("offers no summary where there is no conversation yet", async () => {
    show(context({ parts: [] }), null);
    expect(await screen.findByText(/Nothing would be sent yet/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Sum up the beginning" })).toBeNull();
  });
});
