import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

/** What a chord is told by, as a keyboard event has it. */
export type KeyPress = Pick<
  KeyboardEvent,
  "key" | "code" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey" | "isComposing" | "keyCode"
>;

const ANY_DIGIT = "1…9";
/** The key code of a press that an input method has taken. */
const TAKEN_BY_INPUT_METHOD = 229;

/** Whether a press belongs to an input method that is composing a word. */
export const isComposing = (press: KeyPress): boolean =>
  press.isComposing || press.keyCode === TAKEN_BY_INPUT_METHOD;

/** Whether a press is the chord; Mod is Command on a Mac, else Control. */
export const isChord = (press: KeyPress, chord: string, isMac: boolean): boolean => {
  const parts = chord.split("+");
  const key = parts.at(-1) ?? "";
  const has = (modifier: string) => parts.includes(modifier);
  const control = isMac ? has("Ctrl") : has("Mod") || has("Ctrl");
  const meta = isMac && has("Mod");
  if (press.ctrlKey !== control || press.metaKey !== meta || press.altKey !== has("Alt")) {
    return false;
  }
  // Some layouts need Shift to type a sign at all.
  const shiftMatters = (key.length > 1 && key !== "Plus") || /^[a-z]$/i.test(key) || has("Shift");
  if (shiftMatters && key !== ANY_DIGIT && press.shiftKey !== has("Shift")) return false;
  return isKey(press, key);
};

/** Keys whose sign changes with the modifiers, by their place. */
const PLACES: Record<string, string> = {
  "[": "BracketLeft",
  "]": "BracketRight",
  Space: "Space",
  "=": "Equal",
};

const isKey = (press: KeyPress, key: string): boolean => {
  if (key === ANY_DIGIT) return digitOf(press) !== null;
  if (key === "Plus") return press.key === "+";
  if (press.key.toLowerCase() === key.toLowerCase() || press.code === PLACES[key]) return true;
  if (/^\d$/.test(key)) return press.code === `Digit${key}` || press.code === `Numpad${key}`;
  // On a layout without Latin letters, or with Alt on a Mac, the place of the key decides.
  const latin = press.key.charCodeAt(0) < 128;
  return !latin && press.code === `Key${key.toUpperCase()}`;
};

/** Returns the digit from 1 to 9 that was pressed, if one was. */
export const digitOf = (press: Pick<KeyPress, "key" | "code">): number | null => {
  const digit = /^(?:Digit|Numpad)?([1-9])$/;
  const found = digit.exec(press.code)?.[1] ?? digit.exec(press.key)?.[1];
  return found === undefined ? null : Number(found);
};

const ARROWS = { ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→" };
const MAC_SIGNS: Record<string, string> = {
  ...ARROWS,
  Plus: "+",
  Mod: "⌘",
  Ctrl: "⌃",
  Alt: "⌥",
  Shift: "⇧",
  Escape: "esc",
};
const OTHER_SIGNS: Record<string, string> = { ...ARROWS, Plus: "+", Escape: "Esc" };

/** What other keyboards print on the keys that have a name. */
const CAPS: Record<string, MessageDescriptor> = {
  Mod: msg({ message: "Ctrl", context: "key" }),
  Ctrl: msg({ message: "Ctrl", context: "key" }),
  Shift: msg({ message: "Shift", context: "key" }),
  Space: msg({ message: "Space", context: "key" }),
  Enter: msg({ message: "Enter", context: "key" }),
};

/** Returns the names of a chord's keys, as they stand on the keyboard. */
export const chordKeys = (chord: string, isMac: boolean): readonly string[] =>
  chord.split("+").map((key) => (isMac ? MAC_SIGNS[key] : (OTHER_SIGNS[key] ?? cap(key))) ?? key);

const cap = (key: string): string | undefined => {
  const name = CAPS[key];
  return name && i18n._(name);
};

/** Returns a chord as one reads it in a tooltip. */
export const chordText = (chord: string, isMac: boolean): string =>
  chordKeys(chord, isMac).join(isMac ? "" : "+");
