import { OperationError } from "@atelier/client/errors";
import type { SettingsPatch } from "@atelier/client/types";
import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { noteConnection } from "../data/connection";
import { createFakePlatform } from "../testing/fake-platform";
import { createFakeTransport } from "../testing/fake-transport";
import { renderWith } from "../testing/render";
import { health, model, secretStatus, settings } from "../testing/samples";
import { App } from "./App";
import { ErrorBoundary } from "./ErrorBoundary";
import { useLayout } from "./layout";

type Start = {
  readonly settings?: Parameters<typeof settings>[0];
  readonly secrets?: Parameters<typeof secretStatus>[0];
};

const start = (given: Start = {}) => {
  let kept = settings(given.settings);
  const transport = createFakeTransport({
    "settings.get": () => kept,
    "settings.save": (patch: SettingsPatch) => {
      kept = { ...kept, ...patch } as typeof kept;
      return kept;
    },
    "secret.status": secretStatus(given.secrets),
    "store.status": given.secrets?.store ?? { state: "on_disk" },
    "store.keep": { state: "on_disk" },
    "model.list": [model("claude-a", { display_name: "Claude A" })],
    "conversation.list": { items: [], next_cursor: null },
    "draft.get": { text: "" },
    "health.get": health(),
  });
  return { transport, ...renderWith(transport, <App />) };
};

const press = (key: string, part: KeyboardEventInit = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ctrlKey: true, ...part });

beforeEach(() => {
  location.hash = "";
  act(() => noteConnection({ state: "connected" }));
  act(() => useLayout.setState({ sidebarOpen: true, sidebarWidth: 264 }));
});
afterEach(() => {
  location.hash = "";
  localStorage.clear();
});

test("a fresh installation begins with the first steps", async () => {
  start({ settings: { onboarded: false } });
  await screen.findByRole("heading", { name: "Welcome to Atelier" });
});

test("the window has its regions, and the status line says where calls go", async () => {
  start();
  await screen.findByRole("complementary", { name: "Sidebar" });
  expect(screen.getByRole("main", { name: "Stage" })).toBeDefined();
  const status = screen.getByRole("region", { name: "Status" });
  await within(status).findByText("Claude A");
  expect(within(status).getByText("Anthropic")).toBeDefined();
});

test("F6 goes round the regions, and back with Shift", async () => {
  start();
  await screen.findByRole("region", { name: "Status" });
  act(() => (document.activeElement as HTMLElement | null)?.blur());
  const names: (string | null | undefined)[] = [];
  const step = (shiftKey: boolean) => {
    press("F6", { ctrlKey: false, shiftKey });
    names.push(document.activeElement?.getAttribute("aria-label"));
  };
  for (const shift of [false, false, false, false, true]) step(shift);
  expect(names).toEqual(["Sidebar", "Message", "Status", "Sidebar", "Status"]);
});

test("the sidebar is hidden and shown with its shortcut, and remembered", async () => {
  start();
  await screen.findByRole("complementary", { name: "Sidebar" });
  press("b");
  expect(screen.queryByRole("complementary", { name: "Sidebar" })).toBeNull();
  expect(localStorage.getItem("atelier-layout")).toContain('"sidebarOpen":false');
  await userClick("Show the sidebar");
  expect(screen.getByRole("complementary", { name: "Sidebar" })).toBeDefined();
});

const userClick = async (name: string) => {
  fireEvent.click(await screen.findByRole("button", { name }));
};

test("the edge of the sidebar moves with the arrow keys, within reason", async () => {
  start();
  const edge = await screen.findByRole("separator", { name: "Width of the sidebar" });
  fireEvent.keyDown(edge, { key: "ArrowRight" });
  expect(edge.getAttribute("aria-valuenow")).toBe("280");
  for (let times = 0; times < 30; times += 1) fireEvent.keyDown(edge, { key: "ArrowLeft" });
  expect(edge.getAttribute("aria-valuenow")).toBe("200");
});

test("settings and a new conversation are a shortcut away, the sheet lists them all", async () => {
  start();
  await screen.findByRole("main", { name: "Stage" });
  press(",");
  await screen.findByRole("heading", { name: "General" });
  press("n");
  await waitFor(() => expect(location.hash).toBe("#/"));
  press("/");
  const sheet = await screen.findByRole("dialog", { name: "Keyboard shortcuts" });
  expect(within(sheet).getByText("Copy the last answer")).toBeDefined();
});

test("simulated answers and conversations in memory are said all the time", async () => {
  const { transport } = start({
    settings: { endpoint: { kind: "simulator", base_url: null, api_version: "2026-10-21" } },
    secrets: { key: null, store: { state: "in_memory" } },
  });
  await screen.findByText(/Answers are simulated/);
  await screen.findByText(/only in memory/);
  await userClick("Keep conversations");
  await waitFor(() => expect(transport.inputs("store.keep")).toEqual([{}]));
});

test("a lost core and a lost network are said, each in its words", async () => {
  start();
  await screen.findByRole("main", { name: "Stage" });
  act(() => noteConnection({ state: "lost" }));
  expect(screen.getByText(/core does not answer/)).toBeDefined();
  expect(screen.getByText("Reconnecting")).toBeDefined();
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  fireEvent(window, new Event("offline"));
  expect(screen.getByText(/You are offline/)).toBeDefined();
});

test("a locked vault is asked for first, and can be left locked", async () => {
  start({
    secrets: {
      key: null,
      vault: { state: "locked", place: "sealed_file", message: "Sealed." },
      store: { state: "unavailable", message: "locked" },
    },
  });
  await screen.findByRole("heading", { name: "Atelier is locked" });
  await userClick("Continue without unlocking");
  await screen.findByText("Your key and your conversations are locked.");
});

test("a keychain that does not answer does not hold up the window", async () => {
  const { transport, unmount } = start();
  unmount();
  transport.answer("secret.status", new Promise<never>(() => {}));
  renderWith(transport, <App />);
  await screen.findByRole("main", { name: "Stage" });
});

test("a core that refuses the page says what to do", async () => {
  const { transport } = start();
  transport.answer("settings.get", () => {
    throw new OperationError("permission_denied", "Not allowed.", "Open the printed address.");
  });
  renderWith(transport, <App />);
  await screen.findByRole("heading", { name: "Atelier cannot start yet" });
  expect(screen.getByText("Open the printed address.")).toBeDefined();
});

// rows: 3.033
test("a defect stays in its region, can be copied, and the region comes back", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  let broken = true;
  const Fragile = () => {
    if (broken) throw new Error("a defect");
    return <p>whole</p>;
  };
  const platform = createFakePlatform();
  const { user } = renderWith(
    createFakeTransport(),
    <>
      <p>neighbour</p>
      <ErrorBoundary region="the sidebar">
        <Fragile />
      </ErrorBoundary>
    </>,
    platform,
  );
  expect(screen.getByRole("alert").textContent).toContain("A defect stopped the sidebar.");
  expect(screen.getByText("neighbour")).toBeDefined();
  await user.click(screen.getByRole("button", { name: "Copy details" }));
  expect(platform.copied[0]).toContain("the sidebar: a defect");
  broken = false;
  await user.click(screen.getByRole("button", { name: "Reload the sidebar" }));
  expect(screen.getByText("whole")).toBeDefined();
});
