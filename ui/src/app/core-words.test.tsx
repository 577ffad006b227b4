import { OperationError } from "@atelier/client/errors";
import type { Settings, VaultState } from "@atelier/client/types";
import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";

import { noteConnection } from "../data/connection";
import { SECTIONS } from "../features/settings/sections";
import { showLanguage } from "../lib/language";
import { createFakePlatform } from "../testing/fake-platform";
import { createFakeTransport } from "../testing/fake-transport";
import { branchPage, conversation } from "../testing/fixtures/conversations";
import { METER } from "../testing/fixtures/meter";
import { renderWith } from "../testing/render";
import { attachment, health, model, secretStatus, settings } from "../testing/samples";
import { App } from "./App";

/** What stands in every word of its own that the core says here. */
const CORE = "Corewords";
const own = (about: string) => `${CORE} about ${about}.`;

const READY: VaultState = { state: "ready", place: "keychain" };

/** A core that has something to say wherever it may. */
const start = (vault: VaultState = READY, part: Partial<Settings> = {}) => {
  const unavailable = { state: "unavailable" as const, message: own("the store") };
  const transport = createFakeTransport({
    "settings.get": settings({ language: "de", http_enabled: true, quick_keys: "Mod+K", ...part }),
    "secret.status": secretStatus({ vault, store: unavailable }),
    "store.status": { state: "on_disk" },
    "model.list": [model("claude")],
    "conversation.list": { items: [], next_cursor: null },
    "conversation.get": conversation({ id: "one" }),
    "conversation.messages": branchPage([]),
    "draft.get": { text: "" },
    "attachment.list": [attachment("notes.txt", { note: own("a file") })],
    "attachment.limits": { file_bytes: 1, attachments: 1, paste_characters: 1 },
    "context.meter": { ...METER, stopped_by: own("a budget") },
    "budget.state": { lines: [], allowed_once: false },
    "health.get": health({ store: unavailable, warnings: [own("its health")] }),
    "server.status": { url: null, token: null, problem: own("the server") },
    "desktop.status": {
      tray: false,
      notices: true,
      choosers: true,
      quick_problem: own("the keys"),
    } as never,
    "mirror.status": {
      folder: "/talks",
      possible: true,
      files: 1,
      behind: 1,
      written_at: null,
      put_aside: 0,
      problem: { message: own("the mirror"), hint: own("the folder"), at: 0 },
    },
    "folder.list": () => {
      throw new OperationError("internal", own("folders"), own("what to do"));
    },
    "operation.list": [
      {
        name: "model.get",
        kind: "command",
        doc: own("an operation"),
        input: "",
        output: "",
        requires: [],
      } as never,
    ],
    "operation.get": {
      name: "model.get",
      kind: "command",
      doc: "",
      input: {
        properties: {
          corewords_field: { type: "string", description: own("a field") },
          corewords_choice: { enum: ["corewords_value"] },
        },
      },
    } as never,

    // Whatever it is: what comes of an operation is shown under its own names.
    "model.get": { corewords_result: 1 },
  } as never);
  const platform = { ...createFakePlatform(), kind: "tauri" as const };
  return renderWith(transport, <App />, platform);
};

const READ = ["aria-label", "title", "placeholder", "alt", "aria-description", "aria-valuetext"];

/** Returns the core's words that are not marked as English, and how many are. */
const found = () => {
  const holds = (text: string | null) => text?.toLowerCase().includes(CORE.toLowerCase());
  const page = document.body.cloneNode(true) as HTMLElement;
  for (const style of page.querySelectorAll("style, script")) style.remove();
  const marked = [...page.querySelectorAll("[lang='en']")].filter((it) => holds(it.textContent));
  for (const english of page.querySelectorAll("[lang='en']")) english.remove();
  const names = [...page.querySelectorAll("*")].flatMap((element) =>
    READ.map((name) => element.getAttribute(name)),
  );
  const texts = [...page.querySelectorAll("*")].flatMap((element) =>
    [...element.childNodes].filter((it) => it.nodeType === 3).map((it) => it.textContent),
  );
  return { marked: marked.length, unmarked: [...texts, ...names].filter(holds) };
};

beforeEach(async () => {
  act(() => noteConnection({ state: "connected" }));
  await act(() => showLanguage("de"));
});
afterEach(async () => {
  location.hash = "";
  localStorage.clear();
  await act(() => showLanguage("en"));
});

/** Pages are fetched when they are first shown. */
const PATIENCE = { timeout: 20_000 };
const SLOW = 30_000;

const shownInGerman = () =>
  waitFor(() => {
    expect(document.documentElement.lang).toBe("de");
    expect(found().marked).toBeGreaterThan(0);
  }, PATIENCE);

test.each(["/", "/c/one", "/search/", ...Object.keys(SECTIONS).map((name) => `/settings/${name}`)])(
  "at %s the core’s own words are marked as English",
  async (place) => {
    location.hash = `#${place}`;
    start();
    await shownInGerman();
    expect(found().unmarked).toEqual([]);
  },
  SLOW,
);

const LOCKED = (place: "keychain" | "sealed_file"): VaultState => ({
  state: "locked",
  place,
  message: own("the lock"),
});

test.each<[string, string, VaultState?]>([
  ["/settings/account", "the lock", LOCKED("keychain")],
  ["/settings/account", "the lock", LOCKED("sealed_file")],
  ["/settings/account", "no keychain", { state: "missing", message: own("no keychain") }],
  ["/settings/account", "the store"],
  ["/settings/api", "the server"],
  ["/settings/shortcuts", "the keys"],
  ["/settings/data", "the mirror"],
  ["/settings/data", "the folder"],
  ["/settings/diagnostics", "its health"],
  ["/settings/files", "folders"],
  ["/", "a file"],
  ["/c/one", "a budget"],
])(
  "at %s is said of %s what the core says, and marked",
  async (place, about, vault = READY) => {
    location.hash = `#${place}`;
    start(vault);
    const [words] = await screen.findAllByText(new RegExp(own(about)), {}, PATIENCE);
    expect(words?.closest("[lang]")?.getAttribute("lang")).toBe("en");
    expect(found().unmarked).toEqual([]);
  },
  SLOW,
);

test(
  "in the palette the names of operations and all they ask for are marked, and nothing else",
  async () => {
    const { user } = start();
    await shownInGerman();
    fireEvent.keyDown(document.body, { key: "k", code: "KeyK", ctrlKey: true });
    await user.type(
      await screen.findByRole("combobox", { name: "Was zu tun ist" }, PATIENCE),
      "corewords",
    );
    const row = await screen.findByRole("option", { name: /Model: get/ }, PATIENCE);
    expect(row.textContent).toContain("Model: get");
    expect(row.textContent).toContain(own("an operation"));
    expect(within(row).getByText("Model: get").closest("[lang]")).toHaveProperty("lang", "en");
    expect(row.textContent).toContain("Operation");
    expect(found().unmarked).toEqual([]);
    await user.click(row);
    await screen.findByText(own("a field"), {}, PATIENCE);
    expect(screen.getByRole("heading", { name: "Model: get" }).lang).toBe("en");
    expect(found().unmarked).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Ausführen" }));
    await screen.findByText("Corewords result");
    expect(found().unmarked).toEqual([]);
  },
  SLOW,
);
