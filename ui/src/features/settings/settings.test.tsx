import { OperationError } from "@atelier/client/errors";
import type { SettingsPatch } from "@atelier/client/types";
import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { createFakeTransport, type FakeTransport } from "../../testing/fake-transport";
import { renderWith } from "../../testing/render";
import { health, model, secretStatus, settings } from "../../testing/samples";
import { Settings } from "./Settings";

/** A core that keeps the settings it is given. */
const core = (part: Parameters<typeof settings>[0] = {}): FakeTransport => {
  let kept = settings(part);
  return createFakeTransport({
    "settings.get": () => kept,
    "settings.save": (patch: SettingsPatch) => {
      kept = { ...kept, ...patch } as typeof kept;
      return kept;
    },
    "settings.defaults": settings({ onboarded: false }),
    "secret.status": secretStatus(),
    "store.status": { state: "on_disk" },
    "model.list": [model("claude-a"), model("claude-b", { efforts: [] })],
    "health.get": health({ warnings: ["1002 tasks are alive, more than 1000"] }),
    "log.status": { level: "warn", file: "/var/log/atelier.log" },
    "metrics.get": {
      calls: 3,
      failures: 1,
      running: 1,
      followers: 1,
      secret_operations: 4,
      secret_failures: 0,
      operations: [
        { operation: "draft.get", calls: 3, failures: 1, p50_us: 90, p95_us: 1_500, max_us: 2_000 },
      ],
    },
  });
};

afterEach(() => {
  location.hash = "";
});

// rows: 3.035
test("key, model and theme are settings, each on its page", async () => {
  for (const [section, found] of [
    ["account", "API key"],
    ["models", "Default model"],
    ["appearance", "Dark"],
  ] as const) {
    const { unmount } = renderWith(core(), <Settings section={section} />);
    expect((await screen.findAllByText(found, { exact: false })).length).toBeGreaterThan(0);
    unmount();
  }
});

test("a change is in force at once, with nothing to press after it", async () => {
  const transport = core();
  const { user } = renderWith(transport, <Settings section="models" />);
  const select = await screen.findByLabelText<HTMLSelectElement>("Default model");
  await within(select).findByText("claude-b");
  await user.selectOptions(select, "claude-b");
  await waitFor(() => expect(select.value).toBe("claude-b"));
  await user.selectOptions(select, "Newest (claude-a)");
  await waitFor(() => expect(select.value).toBe(""));
  expect(transport.inputs("settings.save")).toEqual([{ model: "claude-b" }, { model: null }]);
});

test("a model that is no longer offered is shown, not silently replaced", async () => {
  renderWith(core({ model: "claude-old" }), <Settings section="models" />);
  await screen.findByText("claude-old (not offered now)");
});

test("a number outside its bounds is said so, and not kept", async () => {
  const transport = core();
  const { user } = renderWith(transport, <Settings section="chat" />);
  const field = await screen.findByLabelText("Longest message");
  await user.clear(field);
  await user.type(field, "0{Enter}");
  expect(screen.getByRole("alert").textContent).toMatch(/A number from 1 to/);
  await user.clear(field);
  await user.type(field, "500{Enter}");
  expect(transport.inputs("settings.save")).toEqual([{ message_limit: 500 }]);
});

test("instructions are kept when the person leaves them", async () => {
  const transport = core();
  const { user } = renderWith(transport, <Settings section="chat" />);
  await user.type(await screen.findByLabelText("Instructions"), "Be brief.");
  await user.tab();
  await waitFor(() =>
    expect(transport.inputs("settings.save").at(-1)).toEqual({ instructions: "Be brief." }),
  );
});

test("the search finds a setting by other words, and leads to it", async () => {
  const { user } = renderWith(core(), <Settings section="general" />);
  const search = await screen.findByLabelText("Search settings");
  await user.type(search, "dark theme");
  await user.click(screen.getByRole("button", { name: /Appearance/ }));
  expect(location.hash).toBe("#/settings/appearance/appearance");
  await user.clear(search);
  await user.type(search, "teapot");
  expect(screen.getByRole("status").textContent).toContain("teapot");
});

// rows: 0.16
test("a change that was not kept is said so", async () => {
  const transport = core();
  transport.answer("settings.save", () => {
    throw new OperationError("unavailable", "The disk is full.");
  });
  const { user } = renderWith(transport, <Settings section="api" />);
  await user.click(await screen.findByRole("switch", { name: "Local API" }));
  expect((await screen.findByRole("alert")).textContent).toContain("The disk is full.");
});

test("a reset asks first, and leaves endpoint and first steps alone", async () => {
  const transport = core({ model: "claude-a", message_limit: 7 });
  const { user } = renderWith(transport, <Settings section="general" />);
  await user.click(await screen.findByRole("button", { name: "Reset" }));
  expect(transport.inputs("settings.save")).toEqual([]);
  const dialog = await screen.findByRole("dialog", { name: "Reset all settings?" });
  const confirm = within(dialog).getByRole<HTMLButtonElement>("button", {
    name: "Reset all settings",
  });
  await waitFor(() => expect(confirm.disabled).toBe(false));
  await user.click(confirm);
  const [patch] = transport.inputs("settings.save");
  expect(patch).toMatchObject({ model: null, message_limit: 9_999 });
  expect(patch).not.toHaveProperty("endpoint");
  expect(patch).not.toHaveProperty("onboarded");
});

test("an endpoint of one's own needs a safe address before it counts", async () => {
  const transport = core();
  const { user } = renderWith(transport, <Settings section="account" />);
  await user.click(await screen.findByLabelText(/Own endpoint/));
  const address = screen.getByLabelText("Address");
  await user.type(address, "http://models.example.org{Enter}");
  expect(screen.getByRole("alert").textContent).toContain("https://");
  expect(transport.inputs("settings.save")).toEqual([]);
  await user.clear(address);
  await user.type(address, "https://models.example.org{Enter}");
  await waitFor(() =>
    expect(transport.inputs("settings.save")).toEqual([
      {
        endpoint: {
          kind: "custom",
          base_url: "https://models.example.org",
          api_version: "2026-10-21",
        },
      },
    ]),
  );
});

test("diagnostics show the core's health and how fast operations answer", async () => {
  renderWith(core(), <Settings section="diagnostics" />);
  await screen.findByText("3.0 MiB");
  expect(screen.getByText("1 min 1 s")).toBeDefined();
  expect(screen.getByText("1002 tasks are alive, more than 1000")).toBeDefined();
  expect(await screen.findByText("3, 1 failed")).toBeDefined();
  const row = (await screen.findByText("draft.get")).closest("tr");
  expect(row?.textContent).toBe("draft.get3190 µs1.5 ms2.0 ms");
});

// rows: 4.096
test("how much is logged is a setting, and the log's file is named", async () => {
  const transport = core();
  const { user } = renderWith(transport, <Settings section="diagnostics" />);
  await screen.findByText("Kept in /var/log/atelier.log");
  const level = await screen.findByLabelText<HTMLSelectElement>("Log");
  await user.selectOptions(level, "Everything");
  await waitFor(() => expect(level.value).toBe("debug"));
  await user.selectOptions(level, "As started");
  expect(transport.inputs("settings.save")).toEqual([{ log_level: "debug" }, { log_level: null }]);
});

test("learning is switched off at once, and what was learned forgotten only when confirmed", async () => {
  const transport = core();
  let patterns = 12;
  const stats = () => ({
    learning: true,
    tools: { math_notebook: false },
    patterns,
    pinned: 0,
    suspended: 0,
    wins: 0,
    losses: 0,
    words: 40,
    memory_bytes: 2_048,
    memory_limit_bytes: 1 << 26,
  });
  transport.answer("pattern.stats", stats);
  transport.answer("pattern.forget_all", () => {
    const forgotten = { patterns };
    patterns = 0;
    return forgotten;
  });
  const { user } = renderWith(transport, <Settings section="memory" />);
  const learning = await screen.findByRole("switch", { name: "Learn from conversations" });
  expect(learning.getAttribute("aria-checked")).toBe("true");
  await user.click(learning);
  await waitFor(() => expect(learning.getAttribute("aria-checked")).toBe("false"));
  expect(transport.inputs("settings.save")).toEqual([{ learning: false }]);
  expect(screen.getByText("12 answers learned from, 2.0 KiB in memory.")).toBeTruthy();

  await user.click(screen.getByRole("button", { name: "Forget all of it" }));
  const dialog = screen.getByRole("dialog", { name: "Forget what was learned?" });
  await user.click(within(dialog).getByRole("button", { name: "Keep it" }));
  expect(transport.inputs("pattern.forget_all")).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Forget all of it" }));
  await user.click(
    within(screen.getByRole("dialog")).getByRole("button", { name: "Forget all of it" }),
  );
  await waitFor(() => expect(screen.queryByText(/learned from,/)).toBeNull());
  expect(transport.inputs("pattern.forget_all")).toEqual([{}]);
});
