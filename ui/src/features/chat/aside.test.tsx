import { act, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";

import { listenForShortcuts } from "../../lib/shortcuts/registry";
import { createFakePlatform } from "../../testing/fake-platform";
import { createConversationTransport } from "../../testing/fixtures/conversations";
import { fakeLayout } from "../../testing/fixtures/fake-layout";
import { IDS, TURNS } from "../../testing/fixtures/turns";
import { renderWith } from "../../testing/render";
import { ChatView } from "./ChatView";

const ID = IDS.conversation;

const setUp = async () => {
  const transport = createConversationTransport();
  const view = renderWith(transport, <ChatView conversationId={ID} />, createFakePlatform());
  await screen.findByRole("textbox", { name: "Message" });
  return { transport, ...view };
};

fakeLayout();
beforeEach(() => {
  window.location.hash = `/c/${ID}`;
});

describe("a question aside", () => {
  it("is answered beside the conversation, and remembers only what was asked aside", async () => {
    const { user, transport } = await setUp();
    await user.click(screen.getByRole("button", { name: "Ask aside" }));
    const panel = await screen.findByRole("region", { name: "A question aside" });
    const field = within(panel).getByRole("textbox", { name: "Question" });
    await waitFor(() => expect(document.activeElement).toBe(field));
    await user.type(field, "What are tides?{Enter}");
    const first = transport.streams("aside.ask")[0];
    expect(first?.input).toEqual({ conversation_id: ID, text: "What are tides?", earlier: [] });
    act(() => {
      first?.send(...TURNS.complete);
      first?.end();
    });
    await within(panel).findByText(/The moon pulls/);
    await user.type(field, "And ebb?{Enter}");
    expect(transport.streams("aside.ask")[1]?.input).toEqual({
      conversation_id: ID,
      text: "And ebb?",
      earlier: [{ question: "What are tides?", answer: expect.stringContaining("The moon pulls") }],
    });
    expect(transport.streams("conversation.send")).toEqual([]);
    expect(transport.inputs("draft.save")).toEqual([]);
  });

  it("is opened by its keys, and forgotten at Esc, which stops what arrives", async () => {
    const { user, transport } = await setUp();
    const stop = listenForShortcuts(false);
    await user.keyboard("{Control>};{/Control}");
    const field = await screen.findByRole("textbox", { name: "Question" });
    await user.type(field, "What are tides?{Enter}");
    await user.keyboard("{Escape}");
    stop();
    await waitFor(() =>
      expect(screen.queryByRole("region", { name: "A question aside" })).toBeNull(),
    );
    expect(transport.streams("aside.ask")[0]?.signal?.aborted).toBe(true);
    expect(document.activeElement?.getAttribute("aria-label")).toBe("Ask aside");
    await user.click(screen.getByRole("button", { name: "Ask aside" }));
    const again = await screen.findByRole("region", { name: "A question aside" });
    expect(within(again).queryByText("What are tides?")).toBeNull();
  });
});
