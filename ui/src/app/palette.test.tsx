import { OperationError } from "@atelier/client/errors";
import type { SettingsPatch } from "@atelier/client/types";
import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";

import { createFakeTransport } from "../testing/fake-transport";
import { conversation } from "../testing/fixtures/conversations";
import { renderWith } from "../testing/render";
import { health, model, secretStatus, settings } from "../testing/samples";
import { App } from "./App";
import { useLayout } from "./layout";

const summary = (name: string, doc: string, kind: "query" | "command" = "command") => ({
  name,
  kind,
  doc,
  requires: [],
});

const start = async (part: Parameters<typeof settings>[0] = {}) => {
  let kept = settings(part);
  const transport = createFakeTransport({
    "settings.get": () => kept,
    "settings.save": (patch: SettingsPatch) => {
      kept = { ...kept, ...patch } as typeof kept;
      return kept;
    },
    "secret.status": secretStatus(),
    "store.status": { state: "on_disk" },
    "model.list": [model("claude-a", { display_name: "Claude A" })],
    "conversation.list": {
      items: [
        conversation({ id: "c1", title: "Letter to the landlord" }),
        conversation({ id: "c2", title: "Sourdough" }),
      ],
      next_cursor: null,
    },
    "draft.get": { text: "" },
    "health.get": health(),
    "theme.list": [],
    "template.list": [],
    "folder.list": [],
    "operation.list": [
      summary("conversation.rename", "Gives a conversation a title."),
      summary("pattern.forget_all", "Forgets everything that was learned."),
      summary("health.get", "Reads the state.", "query"),
    ],
    "operation.get": ({ name }) => ({
      name,
      kind: "command" as const,
      doc: "",
      input:
        name === "conversation.rename"
          ? {
              required: ["id", "title"],
              properties: { id: { type: "string" }, title: { type: "string" } },
            }
          : {},
    }),
    "conversation.rename": conversation({ id: "c1" }),
    "pattern.forget_all": { patterns: 3 },
  });
  const rendered = renderWith(transport, <App />);
  await screen.findByRole("main", { name: "Stage" }, { timeout: 10_000 });
  return { transport, ...rendered };
};

const open = async () => {
  fireEvent.keyDown(document.body, { key: "k", ctrlKey: true });
  return screen.findByRole("combobox", { name: "What to do" });
};
const list = () => within(screen.getByRole("listbox", { name: "What was found" }));
const option = () => list().getByRole("option", { selected: true });
const chosen = () => option().textContent;

beforeEach(() => {
  location.hash = "";
  localStorage.clear();
  act(() => useLayout.setState({ sidebarOpen: true, sidebarWidth: 264 }));
});
afterEach(() => {
  location.hash = "";
});

test("the palette finds a conversation, and the arrows and Enter open it", {
  timeout: 30_000,
}, async () => {
  const { user } = await start();
  const field = await open();
  await waitFor(() => expect(list().getAllByRole("option").length).toBeGreaterThan(5));
  await user.type(field, "sourd");
  await waitFor(() => expect(chosen()).toContain("Sourdough"));
  expect(field.getAttribute("aria-activedescendant")).toBe(option().id);
  await user.keyboard("{Enter}");
  await waitFor(() => expect(location.hash).toBe("#/c/c2"));
  expect(screen.queryByRole("combobox", { name: "What to do" })).toBeNull();
  // What was used comes first at the next visit.
  await open();
  await waitFor(() => expect(chosen()).toContain("Sourdough"));
});

test("actions of the screen are done, with their keys shown; nothing found says so", async () => {
  const { user } = await start();
  const field = await open();
  await user.type(field, "hide sidebar");
  await waitFor(() => expect(chosen()).toContain("Show or hide the sidebar"));
  expect(chosen()).toContain("Ctrl");
  await user.keyboard("{Enter}");
  await waitFor(() => expect(screen.queryByRole("complementary", { name: "Sidebar" })).toBeNull());
  const again = await open();
  await user.type(again, "qqqqq");
  await screen.findByText(/Nothing answers to “qqqqq”/);
  await user.keyboard("{Escape}");
});

test("what an operation needs is asked for, and its result is shown", async () => {
  const { user, transport } = await start();
  await user.type(await open(), "conversation rename");
  await waitFor(() => expect(chosen()).toContain("Conversation: rename"));
  await user.keyboard("{Enter}");
  const dialog = await screen.findByRole("dialog", { name: "Conversation: rename" });
  await user.click(await within(dialog).findByRole("button", { name: "Run" }));
  expect(within(dialog).getAllByText("This is needed.")).toHaveLength(2);
  await user.selectOptions(within(dialog).getByLabelText("Conversation"), "Letter to the landlord");
  await user.type(within(dialog).getByLabelText("Title"), "Rent");
  transport.answer("conversation.rename", () => {
    throw new OperationError("locked", "The store is locked.");
  });
  await user.click(within(dialog).getByRole("button", { name: "Run" }));
  await within(dialog).findByText("The store is locked.");
  transport.answer("conversation.rename", conversation({ id: "c1" }));
  await user.click(within(dialog).getByRole("button", { name: "Run" }));
  await within(dialog).findByText("Done");
  expect(transport.inputs("conversation.rename").at(-1)).toEqual({ id: "c1", title: "Rent" });
});

test("what cannot be taken back is confirmed first", async () => {
  const { user, transport } = await start();
  await user.type(await open(), "forget all");
  await waitFor(() => expect(chosen()).toContain("Pattern: forget all"));
  await user.keyboard("{Enter}");
  const dialog = await screen.findByRole("dialog", { name: "Pattern: forget all" });
  await within(dialog).findByRole("button", { name: "Yes, do it" });
  expect(transport.inputs("pattern.forget_all")).toEqual([]);
  await user.click(within(dialog).getByRole("button", { name: "Cancel" }));
  expect(transport.inputs("pattern.forget_all")).toEqual([]);
});

test("keys are changed in the settings, conflicts are named, and one or all go back", async () => {
  const { user, transport } = await start();
  act(() => {
    location.hash = "#/settings/shortcuts";
  });
  const change = { name: "Change: Show or hide the sidebar" };
  // The page is fetched when it is first shown, and its many rows are looked through by their names.
  await user.click(await screen.findByRole("button", change, { timeout: 20_000 }));
  const target = await screen.findByRole("application", { name: "Press the new keys now" });
  fireEvent.keyDown(target, { key: "j", code: "KeyJ" });
  await screen.findByText(/the key alone is for typing/);
  fireEvent.keyDown(target, { key: ",", code: "Comma", ctrlKey: true });
  await screen.findByText(/means “Settings”/);
  await user.click(screen.getByRole("button", { name: "Use it here" }));
  await waitFor(() =>
    expect(transport.inputs("settings.save").at(-1)).toEqual({
      shortcuts: { "settings.open": [], "sidebar.toggle": ["Mod+,"] },
    }),
  );
  await screen.findByRole("button", { name: "Reset: Settings" });
  fireEvent.keyDown(document.body, { key: ",", code: "Comma", ctrlKey: true });
  await waitFor(() => expect(screen.queryByRole("complementary", { name: "Sidebar" })).toBeNull());
  await user.click(screen.getByRole("button", { name: "Reset: Settings" }));
  await waitFor(() =>
    expect(transport.inputs("settings.save").at(-1)).toEqual({
      shortcuts: { "sidebar.toggle": ["Mod+,"] },
    }),
  );
  await user.click(screen.getByRole("button", { name: "Reset all shortcuts" }));
  await waitFor(() => expect(transport.inputs("settings.save").at(-1)).toEqual({ shortcuts: {} }));
}, 60_000);

test("the next conversation and the one before are a chord away, and round", async () => {
  await start();
  await screen.findByText("Sourdough");
  const press = (shiftKey: boolean) =>
    fireEvent.keyDown(document.body, { key: "Tab", code: "Tab", ctrlKey: true, shiftKey });
  press(false);
  await waitFor(() => expect(location.hash).toBe("#/c/c1"));
  press(true);
  await waitFor(() => expect(location.hash).toBe("#/c/c2"));
  press(false);
  await waitFor(() => expect(location.hash).toBe("#/c/c1"));
});

test("the focus goes back to where it was", async () => {
  const { user } = await start();
  const field = await screen.findByRole("textbox", { name: "Message" });
  act(() => field.focus());
  await open();
  await user.keyboard("{Escape}");
  act(() =>
    screen
      .queryByRole("combobox", { name: "What to do" })
      ?.closest("dialog")
      ?.dispatchEvent(new Event("cancel")),
  );
  await waitFor(() => expect(screen.queryByRole("combobox", { name: "What to do" })).toBeNull());
  await waitFor(() => expect(document.activeElement).toBe(field));
});
