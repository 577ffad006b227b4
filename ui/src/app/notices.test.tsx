import type { Conversation, NotifySetting } from "@atelier/client/types";
import { useQueryClient } from "@tanstack/react-query";
import { act, screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";

import { Toasts } from "../components/Toasts";
import { createFakePlatform } from "../testing/fake-platform";
import { createFakeTransport } from "../testing/fake-transport";
import { branchPage, conversation } from "../testing/fixtures/conversations";
import { lastMessage, TURNS } from "../testing/fixtures/turns";
import { renderWith } from "../testing/render";
import { settings } from "../testing/samples";
import { useNotices } from "./use-notices";

const start = (
  notify: NotifySetting,
  open: string | null,
  ending: "complete" | "failed",
  notice_details = false,
) => {
  let state: Conversation["state"] = "streaming";
  const transport = createFakeTransport({
    "conversation.list": () => ({
      items: [conversation({ id: "c1", title: "Letter", state })],
      next_cursor: null,
    }),
    "conversation.messages": branchPage([{ ...lastMessage(TURNS.complete), state: ending }]),
  });
  const platform = createFakePlatform();
  let refresh = async () => {};
  let idle = () => false;
  const Watching = () => {
    const client = useQueryClient();
    refresh = () => client.invalidateQueries();
    idle = () => client.isFetching() === 0;
    useNotices(settings({ notify, notice_details }), open);
    return null;
  };
  renderWith(
    transport,
    <>
      <Watching />
      <Toasts />
    </>,
    platform,
  );
  const end = async () => {
    await waitFor(() => expect(transport.inputs("conversation.list")).toHaveLength(1));
    await waitFor(() => expect(idle()).toBe(true));
    state = "idle";
    await act(() => refresh());
    await waitFor(() => expect(transport.inputs("conversation.list")).toHaveLength(2));
  };
  return { platform, transport, end };
};

test.each<[NotifySetting, string | null, "complete" | "failed", readonly string[]]>([
  ["always", "c2", "complete", ["Atelier: The answer is there"]],
  ["always", null, "failed", ["Atelier: The answer failed"]],
  ["failures", "c2", "failed", ["Atelier: The answer failed"]],
  ["failures", "c2", "complete", []],
  ["never", "c2", "failed", []],
])("%s, while %s is open and the answer is %s: %j", async (notify, open, ending, expected) => {
  const { platform, transport, end } = start(notify, open, ending);
  await end();
  await waitFor(() => expect(transport.inputs("conversation.messages")).toHaveLength(1));
  await screen.findByText(/Letter/);
  expect(platform.noticed).toEqual(expected);
});

test("whoever looks at the conversation is not told", async () => {
  vi.spyOn(document, "hasFocus").mockReturnValue(true);
  const { platform, transport, end } = start("always", "c1", "complete");
  await end();
  expect(transport.inputs("conversation.messages")).toEqual([]);
  expect(platform.noticed).toEqual([]);
});

test("whoever has the window in the background is told of the open one too", async () => {
  vi.spyOn(document, "hasFocus").mockReturnValue(false);
  const { platform, end } = start("always", "c1", "complete");
  await end();
  await waitFor(() => expect(platform.noticed).toEqual(["Atelier: The answer is there"]));
});

test("what a notice is about is said where a person wants that", async () => {
  vi.spyOn(document, "hasFocus").mockReturnValue(false);
  const { platform, end } = start("always", "c1", "complete", true);
  await end();
  await waitFor(() => expect(platform.noticed).toHaveLength(1));
  expect(platform.noticed[0]).toMatch(/^Letter: \w.{10,120}$/);
});
