import { t } from "@lingui/core/macro";
import { isComposing, type KeyPress } from "./chord";

/** What came of a press while a chord is recorded. */
export type Recorded =
  /** Only modifiers so far, or a press that an input method took. */
  | { readonly kind: "waiting" }
  | { readonly kind: "chord"; readonly chord: string }
  /** It cannot be a shortcut; says why. */
  | { readonly kind: "refused"; readonly why: string };

const MODIFIERS = new Set(["Control", "Meta", "Shift", "Alt", "AltGraph", "CapsLock", "Dead"]);

/** What text fields and the system need for themselves. */
const TAKEN = new Set(
  ["A", "C", "V", "X", "Z", "Shift+Z"].map((key) => `Mod+${key}`).concat(["Mod+W", "Mod+Q"]),
);

/** Keys that mean something by themselves, without a modifier. */
const ALONE = /^F([1-9]|1\d|2[0-4])$/;

/** Reads the chord that a press is, as `isChord` takes it. */
export const record = (press: KeyPress, isMac: boolean): Recorded => {
  if (isComposing(press) || MODIFIERS.has(press.key)) return { kind: "waiting" };
  const key = keyOf(press);
  if (key === null) return { kind: "refused", why: t`That key cannot be part of a shortcut.` };
  const mod = isMac ? press.metaKey : press.ctrlKey;
  const ctrl = isMac && press.ctrlKey;
  const parts = [
    mod && "Mod",
    ctrl && "Ctrl",
    press.altKey && "Alt",
    press.shiftKey && "Shift",
    key,
  ].filter((part) => part !== false);
  const chord = parts.join("+");
  if (!mod && !ctrl && !press.altKey && !ALONE.test(key) && key !== "Escape") {
    return {
      kind: "refused",
      why: t`Hold Ctrl, Alt or Command with it: the key alone is for typing.`,
    };
  }
  if (TAKEN.has(chord)) {
    return { kind: "refused", why: t`Text fields or the system need these keys for themselves.` };
  }
  return { kind: "chord", chord };
};

/** Returns the key of a press as chords name it. */
const keyOf = ({ key, code }: KeyPress): string | null => {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  // On a layout without Latin letters the place of the key decides.
  if (letter !== undefined && key.charCodeAt(0) > 127) return letter;
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return digit;
  if (code === "BracketLeft") return "[";
  if (code === "BracketRight") return "]";
  if (key === " ") return "Space";
  if (key === "+") return "Plus";
  if (key === "Unidentified" || key === "Process") return null;
  return key;
};
