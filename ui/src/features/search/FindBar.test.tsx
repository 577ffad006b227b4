import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { useRevealing } from "../../data/reveal";
import { listenForShortcuts } from "../../lib/shortcuts/registry";
import { createConversationTransport } from "../../testing/fixtures/conversations";
import { renderWith } from "../../testing/render";
import { FindGate } from "./FindGate";
import { placeAt, placesIn } from "./places";

const MATCHES = [
  { message_id: "m1", count: 2 },
  { message_id: "m7", count: 1 },
];

describe("finding in a conversation", () => {
  it("counts places over all messages", () => {
    expect(placesIn(MATCHES)).toBe(3);
    expect([0, 1, 2, 3].map((number) => placeAt(MATCHES, number))).toEqual([
      { messageId: "m1", nth: 0 },
      { messageId: "m1", nth: 1 },
      { messageId: "m7", nth: 0 },
      null,
    ]);
  });

  it("opens with Mod+F, begins with the newest place, and goes round", async () => {
    const transport = createConversationTransport();
    transport.answer("search.within", ({ text }) => (text === "moon" ? MATCHES : []));
    const stop = listenForShortcuts(false);
    // What comes on demand is read before anybody waits for it.
    await import("./FindBar");
    const { user } = renderWith(transport, <FindGate conversationId="c" />);
    await user.keyboard("{Control>}f{/Control}");
    const field = await screen.findByRole("searchbox", { name: "Find in this conversation" });
    await waitFor(() => expect(document.activeElement).toBe(field));
    await user.type(field, "moon");
    expect(await screen.findByText("3 of 3")).toBeTruthy();
    expect(useRevealing.getState().wanted).toMatchObject({ conversationId: "c", messageId: "m7" });
    await user.keyboard("{Enter}");
    expect(screen.getByText("1 of 3")).toBeTruthy();
    expect(useRevealing.getState().wanted?.messageId).toBe("m1");
    await user.keyboard("{Shift>}{Enter}{/Shift}");
    expect(screen.getByText("3 of 3")).toBeTruthy();
    await user.keyboard("{Control>}g{/Control}");
    expect(screen.getByText("1 of 3")).toBeTruthy();
    await user.clear(field);
    await user.type(field, "sun");
    expect(await screen.findByText("Not found")).toBeTruthy();
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("searchbox")).toBeNull();
    stop();
  });
});
