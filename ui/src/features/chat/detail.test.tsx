import type { ContentBlock, Message } from "@atelier/client/types";
import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";

import { Toasts } from "../../components/Toasts";
import { reveal, useRevealing } from "../../data/reveal";
import { listenForShortcuts } from "../../lib/shortcuts/registry";
import {
  branchPage,
  conversation,
  createConversationTransport,
} from "../../testing/fixtures/conversations";
import { fakeLayout } from "../../testing/fixtures/fake-layout";
import { IDS, lastMessage, question, TURNS } from "../../testing/fixtures/turns";
import { renderWith } from "../../testing/render";
import { settings } from "../../testing/samples";
import { ChatView } from "./ChatView";

fakeLayout();
let stop = (): void => {};
afterEach(() => stop());

const call = (id: string): ContentBlock => ({ type: "tool_use", id, name: "Read", input: {} });
const result = (id: string): ContentBlock => ({
  type: "tool_result",
  tool_use_id: id,
  content: `what ${id} returned`,
  is_error: false,
});
const answered = lastMessage(TURNS.complete);
const CALLS = ["t1", "t2", "t3"];
const BRANCH: Message[] = [
  question(TURNS.complete),
  {
    ...answered,
    id: "a1",
    blocks: [{ type: "thinking", thinking: "A long thought." }, ...CALLS.map(call)],
    stop_reason: "tool_use",
  },
  { ...answered, id: "r1", role: "user", blocks: CALLS.map(result) },
  { ...answered, id: "a2", blocks: [{ type: "text", text: "All is well." }] },
];

const setUp = async () => {
  const transport = createConversationTransport();
  transport.answer("conversation.messages", branchPage(BRANCH));
  transport.answer("conversation.get", conversation());
  let now = settings();
  transport.answer("settings.get", () => now);
  transport.answer("settings.save", (patch) => {
    now = { ...now, ...(patch as Partial<typeof now>) };
    return now;
  });
  stop = listenForShortcuts(false);
  const { user } = renderWith(
    transport,
    <>
      <ChatView conversationId={IDS.conversation} />
      <Toasts />
    </>,
  );
  // What shows messages is loaded when it is first needed.
  await screen.findByText("All is well.", {}, { timeout: 8_000 });
  const log = screen.getByRole("log");
  act(() => {
    log.scrollTop = 0;
    fireEvent.wheel(log, { deltaY: -200 });
    fireEvent.scroll(log);
  });
  return { transport, user };
};

it("goes from folded to opened to the answers alone, and says so", {
  timeout: 20_000,
}, async () => {
  const { transport, user } = await setUp();
  const run = await screen.findByRole("button", { name: "Read 3 files" });
  expect(run.getAttribute("aria-expanded")).toBe("false");
  expect(screen.queryByText(/A long thought/)).toBeNull();
  fireEvent.click(run);
  expect(await screen.findAllByRole("region", { name: "Tool: Read" })).toHaveLength(3);

  await user.keyboard("{Control>}o{/Control}");
  expect(await screen.findByText(/A long thought/)).toBeTruthy();
  await screen.findByText("what t2 returned");
  expect(transport.inputs("settings.save")).toEqual([{ transcript: "everything" }]);
  await screen.findByText("Everything: Thinking and tools are opened.");

  await user.keyboard("{Control>}o{/Control}");
  const steps = await screen.findByRole("button", { name: /^4 steps/ });
  await waitFor(() => expect(screen.queryByText("what t2 returned")).toBeNull());
  expect(screen.getByText("All is well.")).toBeTruthy();
  fireEvent.click(steps);
  expect(await screen.findByRole("button", { name: "Thought" })).toBeTruthy();

  await user.click(screen.getByRole("button", { name: "Detail of answers: Summary" }));
  const chosen = screen.getByRole("menuitemradio", { checked: true });
  expect(chosen.textContent).toContain("Summary");
  await user.click(screen.getByRole("menuitemradio", { name: /^Normal/ }));
  await screen.findByRole("button", { name: "Read 3 files" });
});

it("opens what a message is folded in that somebody looks for", async () => {
  const { user } = await setUp();
  await user.keyboard("{Control>}o{/Control}{Control>}o{/Control}");
  const steps = await screen.findByRole("button", { name: /^4 steps/ });
  expect(steps.getAttribute("aria-expanded")).toBe("false");
  act(() =>
    reveal({ conversationId: IDS.conversation, messageId: "a1", onAnyBranch: false, text: "" }),
  );
  await waitFor(() =>
    expect(screen.getByRole("button", { name: /^4 steps/ }).getAttribute("aria-expanded")).toBe(
      "true",
    ),
  );
  expect(useRevealing.getState().wanted).toBeNull();
});
