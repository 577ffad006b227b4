import { OperationError } from "@atelier/client/errors";
import type { Conversation } from "@atelier/client/types";
import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { useLocation } from "wouter";

import { Toasts } from "../../components/Toasts";
import { listenForShortcuts } from "../../lib/shortcuts/registry";
import {
  conversation,
  createConversationTransport,
  page,
} from "../../testing/fixtures/conversations";
import { renderWith } from "../../testing/render";
import { MessageHistory } from "./MessageHistory";
import { useOpenByNumber } from "./use-history";

const Sidebar = () => {
  const [place] = useLocation();
  useOpenByNumber();
  return (
    <>
      <output data-testid="place">{place}</output>
      <MessageHistory />
      <Toasts />
    </>
  );
};

const now = Date.now();
const LIST: readonly Conversation[] = [
  conversation({ id: "a", title: "Tides", updated_at: now, state: "streaming" }),
  conversation({ id: "b", title: "", updated_at: now - 1_000 }),
  conversation({ id: "c", title: "Old oak", updated_at: now - 40 * 86_400_000 }),
];

/** A far end that keeps a list, as the core does. */
const setUp = async (place = "/") => {
  window.location.hash = place;
  const transport = createConversationTransport();
  let kept = [...LIST];
  const change = (id: string, part: Partial<Conversation>): Conversation => {
    kept = kept.map((one) => (one.id === id ? { ...one, ...part } : one));
    const changed = kept.find((one) => one.id === id);
    if (!changed) throw new OperationError("not_found", "no such conversation");
    return changed;
  };
  transport.answer("conversation.list", ({ trashed = false, title = "" }) =>
    page(kept.filter((one) => (one.trashed_at !== null) === trashed && one.title.includes(title))),
  );
  transport.answer("conversation.rename", ({ id, title }) => change(id, { title }));
  transport.answer("conversation.delete", ({ id }) => change(id, { trashed_at: now }));
  transport.answer("conversation.restore", ({ id }) => change(id, { trashed_at: null }));
  const view = renderWith(transport, <Sidebar />);
  await screen.findByText("Tides");
  return { transport, ...view };
};
const titles = () => screen.getAllByRole("link").map((link) => link.textContent);

describe("MessageHistory", () => {
  // rows: 3.008
  it("groups conversations by day, names the untitled, and shows which one answers", async () => {
    await setUp("/c/c");
    expect(titles()).toEqual(["Tides", "New conversation", "Old oak"]);
    expect(screen.getByRole("region", { name: "Older" }).textContent).toContain("Old oak");
    expect(screen.getByRole("img", { name: "Answering" })).toBeTruthy();
    expect(screen.getByRole("link", { name: "Old oak" }).getAttribute("aria-current")).toBe("page");
  });

  it("opens with a click, and with arrows and Enter", async () => {
    const { user } = await setUp();
    await user.click(screen.getByRole("link", { name: "Old oak" }));
    expect(screen.getByTestId("place").textContent).toBe("/c/c");
    await user.keyboard("{ArrowUp}{Enter}");
    expect(screen.getByTestId("place").textContent).toBe("/c/b");
    await user.keyboard("{Home}{Enter}");
    expect(screen.getByTestId("place").textContent).toBe("/c/a");
  });

  it("is one stop of Tab", async () => {
    await setUp();
    const stops = screen.getAllByRole("link").filter((link) => link.tabIndex === 0);
    expect(stops.map((link) => link.getAttribute("data-conversation"))).toEqual(["a"]);
  });

  it("renames with F2: Enter keeps, Esc does not", async () => {
    const { user, transport } = await setUp();
    act(() => screen.getByRole("link", { name: "Old oak" }).focus());
    await user.keyboard("{F2}");
    const field = screen.getByRole("textbox", { name: "Title of the conversation" });
    expect(document.activeElement).toBe(field);
    await user.clear(field);
    await user.type(field, "  Young oak {Enter}");
    expect(transport.inputs("conversation.rename")).toEqual([{ id: "c", title: "Young oak" }]);
    const renamed = await screen.findByRole("link", { name: "Young oak" });
    await waitFor(() => expect(document.activeElement).toBe(renamed));
    await user.keyboard("{F2}x{Escape}");
    expect(transport.inputs("conversation.rename")).toHaveLength(1);
  });

  it("deletes with the Delete key, leaves the open conversation, and undoes", async () => {
    const { user, transport } = await setUp("/c/c");
    act(() => screen.getByRole("link", { name: "Old oak" }).focus());
    await user.keyboard("{Delete}");
    await waitFor(() => expect(screen.queryByRole("link", { name: "Old oak" })).toBeNull());
    expect(screen.getByTestId("place").textContent).toBe("/");
    await user.click(screen.getByRole("button", { name: "Undo" }));
    expect(await screen.findByRole("link", { name: "Old oak" })).toBeTruthy();
    expect(transport.inputs("conversation.restore")).toEqual([{ id: "c" }]);
    expect(screen.getByTestId("place").textContent).toBe("/c/c");
  });

  it("shows the trash, and restores from it", async () => {
    const { user } = await setUp();
    await user.click(screen.getByRole("button", { name: "Trash" }));
    expect(await screen.findByText("The trash is empty")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Trash" }));
    await user.click(screen.getByRole("button", { name: "More about “Old oak”" }));
    await user.click(screen.getByRole("menuitem", { name: /Delete/ }));
    await user.click(screen.getByRole("button", { name: "Trash" }));
    await user.click(await screen.findByRole("button", { name: "Restore “Old oak”" }));
    expect(await screen.findByText("The trash is empty")).toBeTruthy();
    expect(await screen.findByText("Restored")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Undo" }), "there is nothing to undo").toBeNull();
  });

  it("finds by title, and says when nothing is found", async () => {
    const { user, transport } = await setUp();
    const search = screen.getByRole("searchbox");
    await user.type(search, "oak");
    await waitFor(() => expect(titles()).toEqual(["Old oak"]));
    await user.type(search, "zz");
    expect(await screen.findByText("No title holds “oakzz”")).toBeTruthy();
    expect(transport.inputs("conversation.list").map(({ title }) => title)).not.toContain("o");
    await user.click(screen.getByRole("button", { name: "Show all" }));
    await waitFor(() => expect(titles()).toHaveLength(3));
    await user.type(search, "oak");
    await user.click(screen.getByRole("button", { name: "Clear the search" }));
    expect(document.activeElement).toBe(search);
    await waitFor(() => expect(titles()).toHaveLength(3));
    await user.keyboard("oak{Escape}");
    expect(search).toHaveProperty("value", "");
    expect(screen.queryByRole("button", { name: "Clear the search" })).toBeNull();
  });

  it("says what an empty history is for", async () => {
    window.location.hash = "/c/x";
    const transport = createConversationTransport();
    transport.answer("conversation.list", page([]));
    const { user } = renderWith(transport, <Sidebar />);
    await user.click(await screen.findByRole("button", { name: "Write a message" }));
    expect(screen.getByTestId("place").textContent).toBe("/");
  });

  it("says when the list cannot be read, and reads it again", async () => {
    const transport = createConversationTransport();
    transport.answer("conversation.list", () => {
      throw new OperationError("locked", "The store is locked.");
    });
    const { user } = renderWith(transport, <Sidebar />);
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("The store is locked.");
    transport.answer("conversation.list", page([...LIST]));
    await user.click(within(alert).getByRole("button", { name: "Try again" }));
    expect(await screen.findByText("Tides")).toBeTruthy();
  });

  it("opens the first conversations by number", async () => {
    const { user } = await setUp();
    const stop = listenForShortcuts(false);
    await user.keyboard("{Control>}3{/Control}");
    stop();
    expect(screen.getByTestId("place").textContent).toBe("/c/c");
  });
});
