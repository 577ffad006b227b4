import type { Conversation, Project } from "@atelier/client/types";
import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { Toasts } from "../../components/Toasts";
import {
  conversation,
  createConversationTransport,
  page,
} from "../../testing/fixtures/conversations";
import { renderWith } from "../../testing/render";
import { MessageHistory } from "./MessageHistory";
import { extended, toggled } from "./selection";
import { tagsOf } from "./tags";

const now = Date.now();
const LIST: readonly Conversation[] = [
  conversation({ id: "a", title: "Tides", updated_at: now }),
  conversation({ id: "b", title: "Sea", updated_at: now - 1_000, pinned_at: 5 }),
  conversation({ id: "c", title: "Oak", updated_at: now - 40 * 86_400_000 }),
];
const THESIS: Project = {
  id: "p",
  name: "Thesis",
  color: "green",
  instructions: "Cite.",
  conversation_count: 1,
  created_at: 1,
};

/** A far end that keeps conversations in order, as the core does. */
const setUp = async () => {
  window.location.hash = "/";
  const transport = createConversationTransport();
  let kept = [...LIST];
  let projects: Project[] = [THESIS];
  const change = (ids: readonly string[], part: Partial<Conversation>): Conversation[] => {
    kept = kept.map((one) => (ids.includes(one.id) ? { ...one, ...part } : one));
    return kept.filter(({ id }) => ids.includes(id));
  };
  transport.answer(
    "conversation.list",
    ({ trashed = false, archived = false, pinned, project_id, title = "" }) =>
      page(
        kept.filter(
          (one) =>
            (one.trashed_at !== null) === trashed &&
            (trashed || (one.archived_at !== null) === archived) &&
            (pinned === undefined || (one.pinned_at !== null) === pinned) &&
            (project_id === undefined || one.project_id === project_id) &&
            one.title.includes(title ?? ""),
        ),
      ),
  );
  transport.answer("project.list", () => projects);
  transport.answer("project.create", ({ name, color }) => {
    const made = { ...THESIS, id: "q", name, color: color ?? "orange" };
    projects = [...projects, made];
    return made;
  });
  transport.answer("shelf.tags", [{ name: "work", conversation_count: 1 }]);
  transport.answer("shelf.pin", ({ ids, pinned }) => change(ids, { pinned_at: pinned ? 9 : null }));
  transport.answer("shelf.archive", ({ ids, archived }) =>
    change(ids, { archived_at: archived ? 9 : null }),
  );
  transport.answer("shelf.assign", ({ ids, project_id = null }) => change(ids, { project_id }));
  transport.answer("shelf.tag", ({ id, tags }) => change([id], { tags })[0] as Conversation);
  transport.answer("conversation.delete", ({ id }) => change([id], { trashed_at: 9 })[0] as never);
  transport.answer("shelf.erase", ({ ids }) => {
    kept = kept.filter(({ id }) => !ids.includes(id));
    return { conversations: ids.length };
  });
  transport.answer("shelf.empty_trash", () => {
    const before = kept.length;
    kept = kept.filter(({ trashed_at }) => trashed_at === null);
    return { conversations: before - kept.length };
  });
  const view = renderWith(
    transport,
    <>
      <MessageHistory />
      <Toasts />
    </>,
  );
  await screen.findByText("Tides");
  return { transport, ...view };
};
const focus = (name: string) => act(() => screen.getByRole("link", { name }).focus());

describe("keeping order", () => {
  it("shows the pinned first, then projects, then the others by day", async () => {
    await setUp();
    await screen.findByText("Thesis");
    const regions = screen.getAllByRole("region").map((one) => one.getAttribute("aria-label"));
    expect(regions).toEqual(["Pinned", "Projects", "Today", "Older"]);
    expect(screen.getAllByRole("link").map((link) => link.textContent)).toEqual([
      "Sea",
      "Tides",
      "Oak",
    ]);
  });

  it("pins and archives by one key, and takes back", async () => {
    const { user, transport } = await setUp();
    focus("Oak");
    await user.keyboard("p");
    await waitFor(() =>
      expect(within(screen.getByRole("region", { name: "Pinned" })).getByText("Oak")).toBeTruthy(),
    );
    focus("Tides");
    await user.keyboard("e");
    await waitFor(() => expect(screen.queryByRole("link", { name: "Tides" })).toBeNull());
    await user.click(screen.getByRole("button", { name: "Undo" }));
    expect(await screen.findByRole("link", { name: "Tides" })).toBeTruthy();
    expect(transport.inputs("shelf.archive")).toEqual([
      { ids: ["a"], archived: true },
      { ids: ["a"], archived: false },
    ]);
  });

  it("moves to a project by key, and opens the project", async () => {
    const { user, transport } = await setUp();
    focus("Tides");
    await user.keyboard("m");
    const dialog = within(await screen.findByRole("dialog", { name: "Move to a project" }));
    await user.click(dialog.getByRole("button", { name: "Thesis" }));
    expect(transport.inputs("shelf.assign")).toEqual([{ ids: ["a"], project_id: "p" }]);
    await user.click(screen.getByRole("button", { name: /^Thesis/ }));
    expect(await screen.findByRole("button", { name: "New conversation in Thesis" })).toBeTruthy();
    await waitFor(() => expect(screen.getAllByRole("link")).toHaveLength(1));
    await user.click(screen.getByRole("button", { name: "Thesis" }));
    await waitFor(() => expect(screen.getAllByRole("link")).toHaveLength(3));
  });

  it("does one thing with several that were chosen", async () => {
    const { user, transport } = await setUp();
    focus("Tides");
    await user.keyboard(" ");
    focus("Oak");
    await user.keyboard(" ");
    const bar = within(screen.getByRole("toolbar", { name: "Chosen conversations" }));
    expect(bar.getByText("2 chosen")).toBeTruthy();
    await user.click(bar.getByRole("button", { name: "Archive" }));
    expect(transport.inputs("shelf.archive")).toEqual([{ ids: ["a", "c"], archived: true }]);
    await waitFor(() => expect(screen.queryByRole("toolbar")).toBeNull());
  });

  it("tags, and creates a project", async () => {
    const { user, transport } = await setUp();
    focus("Oak");
    await user.keyboard("t");
    const field = await screen.findByRole("textbox", { name: "Tags" });
    await user.type(field, "Old Trees, #wood,{Enter}");
    expect(transport.inputs("shelf.tag")).toEqual([{ id: "c", tags: ["old trees", "wood"] }]);
    await user.click(screen.getByRole("button", { name: "New project" }));
    await user.type(await screen.findByRole("textbox", { name: "Name" }), "Garden{Enter}");
    expect(transport.inputs("project.create")[0]).toMatchObject({ name: "Garden" });
    expect(await screen.findByRole("button", { name: "New conversation in Garden" })).toBeTruthy();
  });

  it("deletes for good only after asking", async () => {
    const { user, transport } = await setUp();
    focus("Oak");
    await user.keyboard("{Delete}");
    await user.click(screen.getByRole("button", { name: "Trash" }));
    await user.click(await screen.findByRole("button", { name: "Delete “Oak” for good" }));
    await user.click(screen.getByRole("button", { name: "Keep" }));
    expect(transport.inputs("shelf.erase")).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Empty" }));
    await user.click(screen.getByRole("button", { name: "Empty the trash" }));
    expect(await screen.findByText("The trash is empty")).toBeTruthy();
    expect(screen.getByText("1 conversation deleted for good")).toBeTruthy();
  });
});

describe("choosing and tagging", () => {
  it("adds, takes out, and goes over a stretch", () => {
    const ids = ["a", "b", "c", "d"];
    expect([...toggled(new Set(["a"]), "a")]).toEqual([]);
    expect([...extended(new Set(["a"]), ids, "a", "c")]).toEqual(["a", "b", "c"]);
    expect([...extended(new Set(), ids, null, "d")]).toEqual(["d"]);
  });

  it("reads tags as they are kept", () => {
    expect(tagsOf(" A  b, #c,a b,, ")).toEqual(["a b", "c"]);
    expect(tagsOf("x".repeat(60))[0]).toHaveLength(40);
  });
});
