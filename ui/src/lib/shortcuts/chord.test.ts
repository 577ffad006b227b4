import { expect, test } from "vitest";

import { press } from "../../testing/fixtures/press";
import { chordText, digitOf, isChord, isComposing, type KeyPress } from "./chord";

const PC = false;
const MAC = true;

test.each<[string, Partial<KeyPress>, boolean, boolean]>([
  ["Mod+N", { key: "n", ctrlKey: true }, PC, true],
  ["Mod+N", { key: "n", metaKey: true }, PC, false],
  ["Mod+N", { key: "n", metaKey: true }, MAC, true],
  ["Mod+N", { key: "n", ctrlKey: true }, MAC, false],
  ["Mod+N", { key: "N", ctrlKey: true, shiftKey: true }, PC, false],
  ["Mod+N", { key: "n", ctrlKey: true, altKey: true }, PC, false],
  ["Mod+N", { key: "n" }, PC, false],
  ["Mod+N", { key: "т", code: "KeyN", ctrlKey: true }, PC, true],
  ["Mod+N", { key: "b", code: "KeyN", ctrlKey: true }, PC, false],
  ["Mod+Shift+C", { key: "C", ctrlKey: true, shiftKey: true }, PC, true],
  ["Mod+Shift+C", { key: "c", ctrlKey: true }, PC, false],
  ["Mod+,", { key: ",", ctrlKey: true }, PC, true],
  ["Mod+/", { key: "/", code: "Digit7", ctrlKey: true, shiftKey: true }, PC, true],
  ["Mod+1…9", { key: "3", code: "Digit3", ctrlKey: true }, PC, true],
  ["Mod+1…9", { key: "0", code: "Digit0", ctrlKey: true }, PC, false],
  ["Escape", { key: "Escape" }, PC, true],
  ["Escape", { key: "Escape", shiftKey: true }, PC, false],
  ["F6", { key: "F6" }, PC, true],
  ["Shift+F6", { key: "F6", shiftKey: true }, PC, true],
])("%s and %j (a Mac: %s) belong together: %s", (chord, part, isMac, expected) => {
  expect(isChord(press(part), chord, isMac)).toBe(expected);
});

test("a digit counts wherever it is on the keyboard", () => {
  expect(digitOf({ key: "&", code: "Digit1" })).toBe(1);
  expect(digitOf({ key: "9", code: "Numpad9" })).toBe(9);
  expect(digitOf({ key: "a", code: "KeyA" })).toBeNull();
});

test("what an input method takes is no chord", () => {
  expect(isComposing(press({ key: "Enter", isComposing: true }))).toBe(true);
  expect(isComposing(press({ key: "Process", keyCode: 229 }))).toBe(true);
  expect(isComposing(press({ key: "a" }))).toBe(false);
});

test("a chord is written as the keyboard has it", () => {
  expect(chordText("Mod+Shift+C", PC)).toBe("Ctrl+Shift+C");
  expect(chordText("Mod+Shift+C", MAC)).toBe("⌘⇧C");
});
