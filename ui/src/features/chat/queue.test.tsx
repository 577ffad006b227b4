import { OperationError } from "@atelier/client/errors";
import type { Message, QueuedMessage } from "@atelier/client/types";
import { act, screen, waitFor, within } from "@testing-library/react";
import type { ReactNode } from "react";
import { beforeEach, describe, expect, it } from "vitest";

import { MaterialContext } from "../../components/material/material";
import { Toasts } from "../../components/Toasts";
import { createFakePlatform } from "../../testing/fake-platform";
import {
  branchPage,
  conversation,
  createConversationTransport,
} from "../../testing/fixtures/conversations";
import { fakeLayout } from "../../testing/fixtures/fake-layout";
import { IDS, lastMessage, question, TURNS } from "../../testing/fixtures/turns";
import { renderWith } from "../../testing/render";
import { attachment } from "../../testing/samples";
import { ChatView } from "./ChatView";

const ID = IDS.conversation;
const said = question(TURNS.complete);

const queued = (id: string, part: Partial<QueuedMessage> = {}): QueuedMessage => ({
  id,
  conversation_id: ID,
  text: `text ${id}`,
  attachments: [],
  held: null,
  created_at: 1_790_000_000_000,
  ...part,
});

const setUp = async (
  waiting: QueuedMessage[] = [],
  messages: Message[] = [],
  around: (view: ReactNode) => ReactNode = (view) => view,
) => {
  const transport = createConversationTransport();
  transport.answer("conversation.messages", branchPage(messages));
  transport.answer("queue.list", waiting);
  transport.answer("queue.add", ({ text }) => queued("new", { text }));
  transport.answer("queue.send", queued("new"));
  transport.answer("queue.edit", queued("a"));
  transport.answer("queue.move_to", []);
  transport.answer("queue.remove", queued("a"));
  const view = renderWith(
    transport,
    <>
      {around(<ChatView conversationId={ID} />)}
      <Toasts />
    </>,
    createFakePlatform(),
  );
  const field = await screen.findByRole("textbox", { name: "Message" });
  return { transport, field, ...view };
};

const answering = async (setting: Awaited<ReturnType<typeof setUp>>) => {
  await setting.user.type(setting.field, "Hello{Enter}");
  await screen.findByRole("button", { name: "Stop" });
};

fakeLayout();
beforeEach(() => {
  window.location.hash = `/c/${ID}`;
});

describe("writing while an answer arrives", () => {
  it("queues at Enter, and sends at once at Ctrl+Enter", async () => {
    const setting = await setUp();
    await answering(setting);
    const { user, field, transport } = setting;
    await user.type(field, "And then?{Enter}");
    expect(transport.inputs("queue.add")).toEqual([{ conversation_id: ID, text: "And then?" }]);
    expect(field).toHaveProperty("value", "");
    expect(transport.inputs("queue.send")).toEqual([]);
    await user.type(field, "No, this{Control>}{Enter}{/Control}");
    await waitFor(() => expect(transport.inputs("queue.send")).toEqual([{ id: "new" }]));
    expect(transport.streams("conversation.send"), "nothing goes past the queue").toHaveLength(1);
    await user.type(field, "By hand");
    await user.click(screen.getByRole("button", { name: "Send after this answer" }));
    expect(transport.inputs("queue.add").at(-1)).toEqual({ conversation_id: ID, text: "By hand" });
  });

  it("loses no text that could not be queued", async () => {
    const setting = await setUp();
    await answering(setting);
    setting.transport.answer("queue.add", () => {
      throw new OperationError("unavailable", "The disk is full.");
    });
    await setting.user.type(setting.field, "And then?{Enter}");
    await screen.findByText("The disk is full.");
    setting.transport.answer("queue.add", queued("new"));
    await setting.user.click(screen.getByRole("button", { name: "Try again" }));
    expect(setting.transport.inputs("queue.add").at(-1)).toEqual({
      conversation_id: ID,
      text: "And then?",
    });
  });
});

describe("what goes along", () => {
  it("waits with the message, without a word if need be", async () => {
    const material = {
      ids: ["f1"],
      busy: false,
      obstacle: () => null,
      chips: null,
      button: null,
      onPaste: () => undefined,
      mentions: { onText: () => undefined, onKeyDown: () => false, list: null },
    };
    const setting = await setUp([], [], (view) => (
      <MaterialContext value={material}>{view}</MaterialContext>
    ));
    await answering(setting);
    await setting.user.click(screen.getByRole("button", { name: "Send after this answer" }));
    expect(setting.transport.inputs("queue.add")).toEqual([
      { conversation_id: ID, text: "", attachments: ["f1"] },
    ]);
  });

  it("is shown on the card, stays when the text goes, and comes back with Undo", async () => {
    const attachments = [
      attachment("notes.txt", { id: "f1" }),
      attachment("tides.txt", { id: "f2" }),
    ];
    const waiting = [queued("a", { attachments })];
    const { user, transport } = await setUp(waiting);
    transport.answer("queue.remove", queued("a", { attachments }));
    const list = await screen.findByRole("region", { name: "Waiting to be sent" });
    const chips = within(list).getByRole("list", { name: "Attachments" });
    expect(within(chips).getAllByRole("listitem")).toHaveLength(2);
    within(chips).getByText("tides.txt");
    await user.click(within(list).getByRole("button", { name: "Edit" }));
    const field = within(list).getByRole("textbox", { name: "What waits to be sent" });
    await user.clear(field);
    await user.type(field, "{Enter}");
    expect(transport.inputs("queue.edit")).toEqual([{ id: "a", text: "" }]);
    await user.click(within(list).getByRole("button", { name: "Take out" }));
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    expect(transport.inputs("queue.add")).toEqual([
      { conversation_id: ID, text: "text a", attachments: ["f1", "f2"] },
    ]);
  });
});

describe("the cards", () => {
  it("are edited, moved, taken out and sent, by hand and by key", async () => {
    const { user, transport } = await setUp([queued("a"), queued("b")]);
    const list = await screen.findByRole("region", { name: "Waiting to be sent" });
    const [first, second] = within(list).getAllByRole("listitem");
    if (!first || !second) throw new Error("there are two");
    await user.click(within(second).getByRole("button", { name: "Earlier" }));
    expect(transport.inputs("queue.move_to")).toEqual([{ id: "b", place: 0 }]);
    within(first).getByRole("button", { name: "Later" }).focus();
    await user.keyboard("{Alt>}{ArrowDown}{/Alt}");
    expect(transport.inputs("queue.move_to").at(-1)).toEqual({ id: "a", place: 1 });
    await user.click(within(first).getByRole("button", { name: "Take out" }));
    expect(transport.inputs("queue.remove")).toEqual([{ id: "a" }]);
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    expect(transport.inputs("queue.add")).toEqual([{ conversation_id: ID, text: "text a" }]);
    await user.click(within(second).getByRole("button", { name: "Send now" }));
    expect(transport.inputs("queue.send")).toEqual([{ id: "b" }]);
    await user.click(within(first).getByRole("button", { name: "Edit" }));
    await user.type(screen.getByRole("textbox", { name: "What waits to be sent" }), "!{Enter}");
    await waitFor(() =>
      expect(transport.inputs("queue.edit")).toEqual([{ id: "a", text: "text a!" }]),
    );
  });

  it("say why they are held back, and go when the person says so", async () => {
    const { user, transport } = await setUp([queued("a", { held: "failed" })]);
    await screen.findByText("Held back: the answer before failed.");
    const [now] = screen.getAllByRole("button", { name: "Send now" });
    if (now) await user.click(now);
    expect(transport.inputs("queue.send")).toEqual([{ id: "a" }]);
  });
});

describe("an answer that was asked for elsewhere", () => {
  it("is followed from what has arrived, and can be stopped", async () => {
    const setting = await setUp([], [said]);
    setting.transport.answer("conversation.get", conversation({ state: "streaming" }));
    setting.transport.answer("conversation.messages", branchPage([said]));
    act(() => {
      setting.client.invalidateQueries();
    });
    await waitFor(() => expect(setting.transport.streams("conversation.follow")).toHaveLength(1));
    const stream = setting.transport.streams("conversation.follow")[0];
    expect(stream?.input).toEqual({ id: ID });
    const [first] = TURNS.complete;
    if (first?.type !== "started") throw new Error("it starts");
    act(() => {
      const assistant = {
        ...first.assistant,
        blocks: [{ type: "text" as const, text: "What came before." }],
      };
      stream?.send({ type: "started", user: null, assistant });
    });
    await screen.findByText(/What came before/);
    await setting.user.click(screen.getByRole("button", { name: "Stop" }));
    await waitFor(() =>
      expect(setting.transport.inputs("conversation.stop")).toEqual([{ id: ID }]),
    );
    expect(stream?.signal?.aborted).toBe(true);
  });

  it("is not asked after again and again where it has ended meanwhile", async () => {
    const setting = await setUp([], [said, lastMessage(TURNS.complete)]);
    setting.transport.answer("conversation.get", conversation({ state: "streaming" }));
    act(() => {
      setting.client.invalidateQueries();
    });
    await waitFor(() => expect(setting.transport.streams("conversation.follow")).toHaveLength(1));
    act(() => setting.transport.streams("conversation.follow")[0]?.end());
    await screen.findByRole("button", { name: "Send" });
    expect(setting.transport.streams("conversation.follow")).toHaveLength(1);
  });
});
