import { OperationError } from "@atelier/client/errors";
import type { Conversation } from "@atelier/client/types";
import { screen, waitFor, within } from "@testing-library/react";
import type { ReactNode } from "react";
import { beforeEach, describe, expect, it } from "vitest";

import { Toasts } from "../../../components/Toasts";
import { listenForShortcuts } from "../../../lib/shortcuts/registry";
import { conversation, createConversationTransport } from "../../../testing/fixtures/conversations";
import { fakeLayout } from "../../../testing/fixtures/fake-layout";
import { IDS } from "../../../testing/fixtures/turns";
import { renderWith } from "../../../testing/render";
import { ChatView } from "../ChatView";
import { TemporaryKeys, TemporaryList } from "./TemporaryList";

const ID = IDS.conversation;
const temporary = (part: Partial<Conversation> = {}): Conversation => ({
  ...conversation(),
  id: ID,
  title: "",
  message_count: 0,
  ...part,
});

const show = (node: ReactNode, those: Conversation[] = [temporary()]) => {
  const transport = createConversationTransport();
  transport.answer("temporary.list", those);
  transport.answer("temporary.begin", temporary());
  transport.answer("temporary.keep", temporary());
  transport.answer("temporary.end", temporary());
  transport.answer("conversation.get", temporary());
  const view = renderWith(
    transport,
    <>
      {node}
      <Toasts />
    </>,
  );
  return { transport, ...view };
};

fakeLayout();
beforeEach(() => {
  window.location.hash = "/";
});

describe("a temporary conversation", () => {
  it("begins from a new one, and takes along what is typed", async () => {
    const { user, transport } = show(<ChatView conversationId={null} />);
    await user.type(await screen.findByRole("textbox", { name: "Message" }), "Between us");
    await user.click(screen.getByRole("button", { name: "Temporary" }));
    await waitFor(() => expect(transport.inputs("temporary.begin")).toHaveLength(1));
    expect(transport.inputs("temporary.begin")[0]).toMatchObject({ with_draft: true });
    await waitFor(() => expect(window.location.hash).toBe(`#/c/${ID}`));
    expect(transport.inputs("draft.save"), "it is kept until it is moved").toEqual([
      { conversation_id: null, text: "Between us" },
      { conversation_id: null, text: "" },
    ]);
  });

  it("begins by its keys from anywhere", async () => {
    const stop = listenForShortcuts(false);
    const { user, transport } = show(<TemporaryKeys />);
    await user.keyboard("{Control>}{Shift>}e{/Shift}{/Control}");
    await waitFor(() => expect(transport.inputs("temporary.begin")).toEqual([{}]));
    stop();
  });

  it("says in words that nothing is kept, and ends after a question", async () => {
    window.location.hash = `/c/${ID}`;
    const { user, transport } = show(<ChatView conversationId={ID} />, [
      temporary({ message_count: 2 }),
    ]);
    const bar = await screen.findByRole("region", { name: "Temporary conversation" });
    expect(bar.textContent).toContain("nothing of this is kept");
    await user.click(within(bar).getByRole("button", { name: "End it" }));
    const question = await screen.findByRole("dialog");
    expect(transport.inputs("temporary.end")).toEqual([]);
    await user.click(within(question).getByRole("button", { name: "End it" }));
    await waitFor(() => expect(transport.inputs("temporary.end")).toEqual([{ id: ID }]));
    expect(window.location.hash).toBe("#/");
  });

  it("ends at once where nothing was said", async () => {
    const { user, transport } = show(<ChatView conversationId={ID} />);
    await user.click(await screen.findByRole("button", { name: "End it" }));
    await waitFor(() => expect(transport.inputs("temporary.end")).toEqual([{ id: ID }]));
  });

  it("can be kept, and says why it cannot", async () => {
    const { user, transport } = show(<ChatView conversationId={ID} />);
    await user.click(await screen.findByRole("button", { name: "Keep it" }));
    await waitFor(() => expect(transport.inputs("temporary.keep")).toEqual([{ id: ID }]));
    await screen.findByText("The conversation is kept now");
    transport.answer("temporary.keep", () => {
      throw new OperationError("unavailable", "The disk is full.");
    });
    await user.click(await screen.findByRole("button", { name: "Keep it" }));
    await screen.findByText("The disk is full.");
  });

  it("cannot be kept while an answer arrives", async () => {
    show(<ChatView conversationId={ID} />, [temporary({ state: "streaming" })]);
    expect(await screen.findByRole("button", { name: "Keep it" })).toHaveProperty("disabled", true);
  });

  it("leaves the bar of other conversations away", async () => {
    show(<ChatView conversationId={ID} />, []);
    await screen.findByRole("textbox", { name: "Message" });
    expect(screen.queryByRole("region", { name: "Temporary conversation" })).toBeNull();
  });

  it("stands in the sidebar while it is there", async () => {
    show(<TemporaryList place={`/c/${ID}`} />, [
      temporary({ title: "Between us", state: "streaming" }),
    ]);
    const list = await screen.findByRole("region", { name: "Temporary conversations" });
    const link = within(list).getByRole("link", { name: /Between us/ });
    expect(link.getAttribute("aria-current")).toBe("page");
    within(list).getByRole("img", { name: "Answering" });
  });
});
