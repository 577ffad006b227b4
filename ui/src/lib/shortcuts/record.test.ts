import { afterEach, expect, test } from "vitest";

import { press } from "../../testing/fixtures/press";
import { bindShortcuts, chordsOf, conflictsOf } from "./bindings";
import { isChord, type KeyPress } from "./chord";
import { record } from "./record";

afterEach(() => bindShortcuts({}));

test.each<[string, Partial<KeyPress>, boolean]>([
  ["Mod+J", { key: "j", code: "KeyJ", ctrlKey: true }, false],
  ["Mod+J", { key: "j", code: "KeyJ", metaKey: true }, true],
  ["Ctrl+J", { key: "j", code: "KeyJ", ctrlKey: true }, true],
  [
    "Mod+Alt+Shift+J",
    { key: "J", code: "KeyJ", ctrlKey: true, altKey: true, shiftKey: true },
    false,
  ],
  ["Mod+Shift+]", { key: "}", code: "BracketRight", ctrlKey: true, shiftKey: true }, false],
  ["Mod+5", { key: "5", code: "Digit5", ctrlKey: true }, false],
  ["Alt+ArrowUp", { key: "ArrowUp", code: "ArrowUp", altKey: true }, false],
  ["Mod+Tab", { key: "Tab", code: "Tab", ctrlKey: true }, false],
  ["F9", { key: "F9", code: "F9" }, false],
  ["Mod+Ж", { key: "ж", code: "", ctrlKey: true }, false],
  ["Mod+Space", { key: " ", code: "Space", ctrlKey: true }, false],
])("%s is recorded from %j (a Mac: %s), and means that press", (chord, part, isMac) => {
  const recorded = record(press(part), isMac);
  if (chord === "Mod+Ж") expect(recorded).toEqual({ kind: "chord", chord: "Mod+ж" });
  else expect(recorded).toEqual({ kind: "chord", chord });
  if (recorded.kind === "chord") expect(isChord(press(part), recorded.chord, isMac)).toBe(true);
});

test("Ctrl+Tab means Control and Tab on any machine", () => {
  const tab = press({ key: "Tab", ctrlKey: true });
  expect(isChord(tab, "Ctrl+Tab", false)).toBe(true);
  expect(isChord(tab, "Ctrl+Tab", true)).toBe(true);
  expect(isChord(press({ key: "Tab", ctrlKey: true, shiftKey: true }), "Ctrl+Tab", false)).toBe(
    false,
  );
});

test.each<[string, Partial<KeyPress>]>([
  ["waiting", { key: "Control", ctrlKey: true }],
  ["waiting", { key: "Process", keyCode: 229, ctrlKey: true }],
  ["waiting", { key: "a", isComposing: true, ctrlKey: true }],
  ["waiting", { key: "Dead", ctrlKey: true }],
  ["refused", { key: "a", code: "KeyA" }],
  ["refused", { key: "A", code: "KeyA", shiftKey: true }],
  ["refused", { key: "c", code: "KeyC", ctrlKey: true }],
  ["refused", { key: "z", code: "KeyZ", ctrlKey: true, shiftKey: true }],
  ["refused", { key: "Unidentified", ctrlKey: true }],
])("%s: %j", (kind, part) => expect(record(press(part), false).kind).toBe(kind));

test("what is chosen takes the place of the usual keys, and names what it would take them from", () => {
  bindShortcuts({ "sidebar.toggle": ["Mod+J"], "answer.copy": [] });
  expect(chordsOf("sidebar.toggle")).toEqual(["Mod+J"]);
  expect(chordsOf("answer.copy")).toEqual([]);
  expect(chordsOf("settings.open")).toEqual(["Mod+,"]);
  const chosen = { "sidebar.toggle": ["Mod+J"] };
  expect(conflictsOf(chosen, "settings.open", "Mod+J")).toEqual(["sidebar.toggle"]);
  expect(conflictsOf(chosen, "settings.open", "Mod+B")).toEqual([]);
  expect(conflictsOf({}, "settings.open", "Mod+4")).toEqual(["conversation.open"]);
  expect(conflictsOf({}, "settings.open", "Mod+,")).toEqual([]);
});
