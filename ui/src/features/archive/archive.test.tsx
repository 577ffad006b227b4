import { OperationError } from "@atelier/client/errors";
import type { Backup, BackupStatus, Import, ImportReport } from "@atelier/client/types";
import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";

import { Toasts } from "../../components/Toasts";
import { askForExport, endExport } from "../../lib/export-request";
import { createFakeTransport, type FakeTransport } from "../../testing/fake-transport";
import { renderWith } from "../../testing/render";
import { DataPage } from "./DataPage";
import { ExportGate } from "./ExportGate";
import { NOTHING_READ, readOn } from "./history-state";

const report = (more: Partial<ImportReport> = {}): ImportReport => ({
  source: "chatgpt",
  new_conversations: 312,
  grown_conversations: 0,
  known_conversations: 4,
  new_messages: 9_001,
  missing_files: 7,
  collections: {
    projects: 0,
    templates: 0,
    themes: 0,
    patterns: 0,
    budgets: 0,
    has_settings: false,
  },
  remarks: [
    { text: "conversations in which nothing was said", left_out: true, count: 2, example: "Draft" },
  ],
  first_at: 1_600_000_000_000,
  last_at: 1_700_000_000_000,
  ...more,
});

const made: Import = {
  id: "i1",
  source: "claude",
  path: "/people/me/claude.zip",
  started_at: 1_700_000_000_000,
  ended_at: 1_700_000_001_000,
  undone_at: null,
  conversations: 2,
  messages: 10,
};

const backup: Backup = {
  name: "atelier-001.backup",
  made_at: 1_700_000_000_000,
  bytes: 4_096,
  reason: "kept",
};

const status: BackupStatus = {
  daily: false,
  folder: "/people/me/.local/share/atelier/backups",
  keep_days: 7,
  keep_weeks: 4,
  possible: true,
  backups: [backup],
};

const core = (): FakeTransport =>
  createFakeTransport({
    "folder.suggest": [],
    "import.list": [made],
    "backup.status": status,
    "export.suggest": { path: "/people/me/Downloads/Atelier export.zip" },
  });

afterEach(endExport);

describe("importing", () => {
  it("takes settings only when told, and what stands beside conversations with them", async () => {
    const transport = core();
    const { user } = renderWith(transport, <DataPage />);
    await user.type(screen.getByLabelText("File or folder"), "/people/me/all.zip{Enter}");
    const collections = { ...report().collections, templates: 3, has_settings: true };
    const foreseen = report({
      source: "atelier",
      new_conversations: 0,
      new_messages: 0,
      collections,
    });
    const look = transport.streams("import.inspect")[0];
    look?.send({ type: "finished", report: foreseen, import_id: null });
    look?.end();
    expect(await screen.findByText("New templates")).toBeTruthy();
    const switches = await screen.findByRole("switch", { name: /Take its settings/ });
    expect(switches.getAttribute("aria-checked")).toBe("false");
    await user.click(switches);
    await user.click(screen.getByRole("button", { name: "Import the rest" }));
    const input = transport.streams("import.run")[0]?.input;
    expect(input).toEqual({ path: "/people/me/all.zip", settings: true });
  });

  it("says what a history would bring, and takes it in only when told", async () => {
    const transport = core();
    const { user } = renderWith(transport, <DataPage />);
    await user.type(screen.getByLabelText("File or folder"), "/people/me/chatgpt.zip{Enter}");
    const look = transport.streams("import.inspect")[0];
    expect(look?.input).toEqual({ path: "/people/me/chatgpt.zip" });
    look?.send({ type: "progress", bytes: 5 << 20, of: 10 << 20, conversations: 100 });
    const bar = await screen.findByRole("progressbar", { name: "Reading" });
    await waitFor(() => expect(bar.getAttribute("aria-valuenow")).toBe("50"));
    look?.send({ type: "finished", report: report(), import_id: null });
    look?.end();
    const left = await screen.findByText("conversations in which nothing was said");
    expect(left.parentElement?.textContent).toMatch(/^Left out: .+ said \(2, such as “Draft”\)$/);
    expect(transport.streams("import.run")).toHaveLength(0);

    await user.click(screen.getByRole("button", { name: "Import 312 conversations" }));
    const take = transport.streams("import.run")[0];
    take?.send({ type: "finished", report: report(), import_id: "i2" });
    take?.end();
    expect(await screen.findByText("312 conversations came in.")).toBeTruthy();
  });

  it("offers nothing where everything is here already, and says why a file was not read", async () => {
    const transport = core();
    const { user } = renderWith(transport, <DataPage />);
    const field = screen.getByLabelText("File or folder");
    await user.type(field, "/a.json{Enter}");
    const known = report({ new_conversations: 0, new_messages: 0 });
    transport
      .streams("import.inspect")[0]
      ?.send({ type: "finished", report: known, import_id: null });
    transport.streams("import.inspect")[0]?.end();
    expect(await screen.findByText("Everything in it is here already.")).toBeTruthy();
    await user.type(field, "x{Enter}");
    const error = new OperationError("invalid_input", "the file holds no JSON", "choose another");
    transport.streams("import.inspect")[1]?.fail(error);
    expect(await screen.findByText("the file holds no JSON")).toBeTruthy();
  });

  it("takes an import back", async () => {
    const transport = core();
    transport.answer("import.undo", { ...made, undone_at: 1 });
    const { user } = renderWith(
      transport,
      <>
        <DataPage />
        <Toasts />
      </>,
    );
    await user.click(await screen.findByRole("button", { name: "Take back" }));
    expect(transport.inputs("import.undo")).toEqual([{ import_id: "i1" }]);
    expect(await screen.findByText("2 conversations moved to the trash")).toBeTruthy();
  });

  it("folds events one by one", () => {
    const at = readOn(NOTHING_READ, { type: "progress", bytes: 1, of: 2, conversations: 3 });
    expect(at).toEqual({ ...NOTHING_READ, bytes: 1, of: 2, conversations: 3 });
    const end = readOn(at, { type: "finished", report: report(), import_id: "i" });
    expect(end.importId).toBe("i");
  });
});

describe("exporting", () => {
  it("writes everything where it is told, and replaces a file only when asked again", async () => {
    const transport = core();
    const { user } = renderWith(transport, <DataPage />);
    const field = screen.getByLabelText("Write to");
    await waitFor(() =>
      expect(field).toHaveProperty("value", "/people/me/Downloads/Atelier export.zip"),
    );
    await user.click(screen.getByRole("button", { name: "Export" }));
    const first = transport.streams("export.everything")[0];
    first?.fail(new OperationError("conflict", "there is already a file", "choose another name"));
    await user.click(await screen.findByRole("button", { name: "Replace it" }));
    const second = transport.streams("export.everything")[1];
    expect(second?.input).toEqual({
      path: "/people/me/Downloads/Atelier export.zip",
      replace: true,
    });
    const file = { path: "/people/me/x.zip", bytes: 2_048, conversations: 3, messages: 9 };
    second?.send({ type: "written", file });
    second?.end();
    const said = await screen.findByText(/3 conversations with 9 messages are in/);
    expect(within(said).getByText("/people/me/x.zip")).toBeTruthy();
  });

  it("asks how to write one conversation, and prints the branch that is shown", async () => {
    const transport = core();
    transport.answer("export.suggest", ({ format }) => ({ path: `/people/me/talk.${format}` }));
    transport.answer("export.conversation", ({ path }) => ({
      path,
      bytes: 1,
      conversations: 1,
      messages: 2,
    }));
    const { user } = renderWith(
      transport,
      <>
        <ExportGate />
        <Toasts />
      </>,
    );
    askForExport("c1");
    await user.selectOptions(await screen.findByLabelText("Format"), "html");
    await user.selectOptions(screen.getByLabelText("Messages"), "all");
    await waitFor(() =>
      expect(screen.getByLabelText("Write to")).toHaveProperty("value", "/people/me/talk.html"),
    );
    await user.click(screen.getByRole("button", { name: "Export" }));
    expect(transport.inputs("export.conversation")).toEqual([
      { id: "c1", format: "html", branches: "all", path: "/people/me/talk.html", replace: false },
    ]);
    expect(await screen.findByText("Written to /people/me/talk.html")).toBeTruthy();

    const print = vi.fn(() => {
      expect(document.querySelector(".print-sheet")?.textContent).toContain("Hello paper");
    });
    vi.stubGlobal("print", print);
    transport.answer("conversation.get", { id: "c1", title: "On paper" } as never);
    transport.answer("conversation.messages", {
      items: [
        { id: "m1", role: "user", created_at: 1, blocks: [{ type: "text", text: "Hello paper" }] },
      ],
      next_cursor: null,
    } as never);
    askForExport("c1");
    await user.selectOptions(await screen.findByLabelText("Format"), "print");
    await user.click(screen.getByRole("button", { name: "Print" }));
    await waitFor(() => expect(print).toHaveBeenCalledOnce());
    expect(document.querySelector(".print-sheet")).toBeNull();
    vi.unstubAllGlobals();
  });
});

describe("backups", () => {
  it("makes one now or every day, tries one, and restores one only when asked twice", async () => {
    const transport = core();
    transport.answer("backup.create", backup);
    transport.answer("backup.configure", { ...status, daily: true });
    transport.answer("backup.rehearse", {
      backup: { conversations: 3, messages: 12 },
      present: { conversations: 5, messages: 20 },
    });
    transport.answer("backup.restore", {
      content: { conversations: 3, messages: 12 },
      kept: "atelier-002-replaced.backup",
    });
    const { user } = renderWith(
      transport,
      <>
        <DataPage />
        <Toasts />
      </>,
    );
    await user.click(await screen.findByRole("switch", { name: "Make one every day" }));
    expect(transport.inputs("backup.configure")).toEqual([{ daily: true }]);
    await user.click(screen.getByRole("button", { name: "Back up now" }));
    expect(transport.inputs("backup.create")).toHaveLength(1);
    await user.click(screen.getByRole("button", { name: "Try it" }));
    expect(await screen.findByText(/It opens: 3 conversations and 12 messages/)).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Restore…" }));
    expect(transport.inputs("backup.restore")).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Restore it" }));
    expect(transport.inputs("backup.restore")).toEqual([{ name: backup.name }]);
    expect(await screen.findByText(/3 conversations are back/)).toBeTruthy();
  });

  it("seals the recovery key only with a long passphrase, and forgets it", async () => {
    const transport = core();
    transport.answer("backup.recovery_key", { path: "/people/me/key.sealed" });
    const { user } = renderWith(transport, <DataPage />);
    const field = screen.getByLabelText("Passphrase of the recovery key");
    await user.type(field, "too short");
    const write = screen.getByRole("button", { name: "Write the recovery key" });
    expect(write).toHaveProperty("disabled", true);
    await user.type(field, " no longer");
    await user.click(write);
    expect(await screen.findByText("/people/me/key.sealed")).toBeTruthy();
    expect(field).toHaveProperty("value", "");
  });

  it("begins anew only after the word was typed, and says what was kept", async () => {
    const transport = core();
    transport.answer("reset.everything", { kept: ["API keys"], left: [] });
    const { user } = renderWith(transport, <DataPage />);
    await user.click(screen.getByRole("button", { name: "Remove everything…" }));
    const remove = screen.getByRole("button", { name: "Remove everything" });
    await user.type(screen.getByLabelText("Type RESET to confirm"), "reset");
    expect(remove).toHaveProperty("disabled", true);
    await user.clear(screen.getByLabelText("Type RESET to confirm"));
    await user.type(screen.getByLabelText("Type RESET to confirm"), "RESET");
    await user.click(screen.getByRole("switch", { name: "Remove backups, too" }));
    await user.click(remove);
    expect(transport.inputs("reset.everything")).toEqual([
      { confirmation: "RESET", backups: true, keys: false },
    ]);
    const kept = await screen.findByText("API keys");
    expect(kept.lang).toBe("en");
    expect(kept.parentElement?.textContent).toBe("Kept, as you chose: API keys.");
  });
});
