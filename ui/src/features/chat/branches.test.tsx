import { OperationError } from "@atelier/client/errors";
import type { BranchStretch, Fork, Message } from "@atelier/client/types";
import { act, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";

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
import { rowsOf } from "./branch-tree";
import { ChatView } from "./ChatView";

const ID = IDS.conversation;
const said = question(TURNS.complete);
const answer = lastMessage(TURNS.complete);
const OTHER = "0192f3a0-0000-7000-8000-0000000000aa";
const fork: Fork = {
  message_id: answer.id,
  place: 2,
  count: 2,
  previous: OTHER,
  next: null,
};

const setUp = async (messages: Message[] = [said, answer], forks: Fork[] = []) => {
  const transport = createConversationTransport();
  transport.answer("conversation.messages", branchPage(messages, forks));
  for (const name of ["message.show", "message.edit", "message.delete", "message.restore"] as const)
    transport.answer(name, conversation());
  const view = renderWith(
    transport,
    <>
      <ChatView conversationId={ID} />
      <Toasts />
    </>,
    createFakePlatform(),
  );
  await screen.findAllByRole("article");
  const list = screen.getByRole("log").firstElementChild as HTMLElement;
  await waitFor(() => expect(list.style.pointerEvents).not.toBe("none"));
  return { transport, ...view };
};

fakeLayout();
beforeEach(() => {
  window.location.hash = `/c/${ID}`;
});

describe("editing", () => {
  it("keeps what the person changed beside what is there, without asking", async () => {
    const { user, transport } = await setUp([said]);
    const mine = await screen.findByRole("article", { name: "You said" });
    await user.click(within(mine).getByRole("button", { name: "Edit" }));
    const field = screen.getByRole("textbox", { name: "Text" });
    expect(document.activeElement).toBe(field);
    await user.clear(field);
    await user.type(field, "Otherwise");
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() =>
      expect(transport.inputs("message.edit")).toEqual([
        { conversation_id: ID, message_id: said.id, texts: ["Otherwise"] },
      ]),
    );
    await waitFor(() => expect(screen.queryByRole("textbox", { name: "Text" })).toBeNull());
    expect(transport.streams("conversation.send")).toEqual([]);
  });

  it("says it otherwise and has it answered, below what came before", async () => {
    const { user, transport } = await setUp([said]);
    const mine = await screen.findByRole("article", { name: "You said" });
    await user.click(within(mine).getByRole("button", { name: "Edit" }));
    const field = screen.getByRole("textbox", { name: "Text" });
    await user.type(field, " and more{Control>}{Enter}{/Control}");
    const stream = transport.streams("conversation.send")[0];
    expect(stream?.input).toEqual({
      id: ID,
      text: expect.stringMatching(/ and more$/),
      instead_of: said.id,
      detached: true,
    });
    await waitFor(() => expect(screen.getByRole("log").textContent).toMatch(/ and more$/));
    expect(screen.queryByRole("article"), "its place is taken").toBeNull();
    act(() => stream?.fail(new OperationError("unavailable", "The disk is full.")));
    expect(await screen.findByRole("article", { name: "You said" })).toBeTruthy();
    const composer = screen.getByRole("textbox", { name: "Message" });
    await waitFor(() => expect(composer).toHaveProperty("value", stream?.input.text));
  });

  it("leaves a message as it is at Esc, and gives the focus back", async () => {
    const { user, transport } = await setUp();
    const article = screen.getByRole("article", { name: "Answer" });
    await user.click(within(article).getByRole("button", { name: "Edit" }));
    await user.type(screen.getByRole("textbox", { name: "Text" }), "x{Escape}");
    expect(screen.queryByRole("textbox", { name: "Text" })).toBeNull();
    await waitFor(() => expect(document.activeElement?.getAttribute("data-edit")).toBe(answer.id));
    expect(transport.inputs("message.edit")).toEqual([]);
  });

  it("offers an answer to what nobody has answered", async () => {
    const { user, transport } = await setUp([said]);
    await user.click(screen.getByRole("button", { name: "Answer" }));
    expect(transport.streams("conversation.regenerate")[0]?.input).toEqual({
      id: ID,
      detached: true,
    });
  });
});

describe("branches", () => {
  it("steps between siblings by button and key, and keeps the focus there", async () => {
    const { user, transport } = await setUp([said, answer], [fork]);
    const group = screen.getByRole("group", { name: "Version 2 of 2" });
    const buttons = within(group).getAllByRole("button");
    expect(buttons.map((button) => (button as HTMLButtonElement).disabled)).toEqual([false, true]);
    const sibling = { ...answer, id: OTHER };
    const other = { message_id: OTHER, place: 1, count: 2, previous: null, next: answer.id };
    transport.answer("conversation.messages", branchPage([said, sibling], [other]));
    buttons[0]?.focus();
    await user.keyboard("{ArrowLeft}");
    expect(transport.inputs("message.show")).toEqual([{ conversation_id: ID, message_id: OTHER }]);
    const stepped = await screen.findByRole("group", { name: "Version 1 of 2" });
    await waitFor(() => expect(stepped.contains(document.activeElement)).toBe(true));
  });

  it("answers again with another model, that once", async () => {
    const { user, transport } = await setUp();
    await user.click(screen.getByRole("button", { name: "More about this answer" }));
    await user.click(screen.getByRole("menuitem", { name: "Answer again with…" }));
    const dialog = await screen.findByRole("dialog", { name: "Answer again with" });
    await user.selectOptions(
      await within(dialog).findByRole("combobox", { name: "Model" }),
      "claude-haiku-5",
    );
    await user.click(within(dialog).getByRole("button", { name: "Answer again" }));
    expect(transport.streams("conversation.regenerate")[0]?.input).toEqual({
      id: ID,
      message_id: answer.id,
      model: "claude-haiku-5",
      detached: true,
    });
    expect(transport.inputs("conversation.configure")).toEqual([]);
  });

  it("deletes from here, and takes it back", async () => {
    const { user, transport } = await setUp();
    await user.click(screen.getByRole("button", { name: "More about this answer" }));
    await user.click(screen.getByRole("menuitem", { name: "Delete from here" }));
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    const on = { conversation_id: ID, message_id: answer.id };
    expect(transport.inputs("message.delete")).toEqual([on]);
    await waitFor(() => expect(transport.inputs("message.restore")).toEqual([on]));
  });

  it("opens a fork", async () => {
    const { user, transport } = await setUp([said]);
    transport.answer("conversation.fork", conversation({ id: OTHER, title: "Tides (fork)" }));
    await user.click(await screen.findByRole("button", { name: "More about what you said" }));
    await user.click(screen.getByRole("menuitem", { name: "Fork from here" }));
    await waitFor(() => expect(window.location.hash).toBe(`#/c/${OTHER}`));
    expect(transport.inputs("conversation.fork")).toEqual([{ id: ID, message_id: said.id }]);
  });
});

const stretch = (first_id: string, follows: string | null, part: Partial<BranchStretch> = {}) => ({
  first_id,
  last_id: first_id,
  follows,
  count: 1,
  role: "user" as const,
  excerpt: first_id,
  model: null,
  created_at: 1_790_000_000_000,
  shown: false,
  deleted_at: null,
  ...part,
});

describe("the map", () => {
  it("lays stretches out below what they follow", () => {
    const rows = rowsOf([
      stretch("a", null),
      stretch("b", "a"),
      stretch("c", "b", { deleted_at: 1 }),
      stretch("d", "c", { deleted_at: 1 }),
      stretch("e", "a"),
    ]);
    expect(rows.map((row) => [row.stretch.first_id, row.depth, row.place, row.count])).toEqual([
      ["a", 0, 1, 1],
      ["b", 1, 1, 2],
      ["c", 2, 1, 1],
      ["d", 3, 1, 1],
      ["e", 1, 2, 2],
    ]);
    expect(rows.map((row) => row.restores)).toEqual([null, null, "c", "c", null]);
  });

  it("is walked with arrows, and shows or restores what is chosen", async () => {
    const { user, transport } = await setUp();
    transport.answer("message.map", [
      stretch("a", null, { shown: true }),
      stretch("b", "a", { shown: true, role: "assistant", model: "claude-opus-5" }),
      stretch("c", "a", { deleted_at: 1 }),
    ]);
    await user.click(screen.getByRole("button", { name: "Branches" }));
    const tree = await screen.findByRole("tree", { name: "Branches" });
    await within(tree).findByText("Claude Opus 5");
    const items = within(tree).getAllByRole("treeitem");
    await waitFor(() => expect(document.activeElement).toBe(items[1]));
    await user.keyboard("{ArrowLeft}");
    expect(document.activeElement).toBe(items[0]);
    await user.keyboard("{ArrowRight}{ArrowUp}{Enter}");
    expect(transport.inputs("message.show")).toEqual([{ conversation_id: ID, message_id: "a" }]);
    expect(screen.queryByRole("tree")).toBeNull();
    await user.click(screen.getByRole("button", { name: "Branches" }));
    const again = await screen.findByRole("tree", { name: "Branches" });
    await user.click(within(again).getByText("Deleted: restore"));
    expect(transport.inputs("message.restore")).toEqual([{ conversation_id: ID, message_id: "c" }]);
  });

  it("says so where there is one way only", async () => {
    const { user, transport } = await setUp();
    transport.answer("message.map", [stretch("a", null)]);
    await user.click(screen.getByRole("button", { name: "Branches" }));
    expect(await screen.findByText("This conversation has gone one way so far")).toBeTruthy();
  });
});
