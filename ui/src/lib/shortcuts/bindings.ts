import { create } from "zustand";

import { SHORTCUTS, type ShortcutName } from "./table";

/** The chords that a person chose, by the shortcut's name; none at all switches one off. */
type Chosen = Readonly<Record<string, readonly string[]>>;

/** What was chosen; the settings keep it. */
const useChosen = create<{ readonly chosen: Chosen }>(() => ({ chosen: {} }));

/** Every shortcut, in the order of the sheet. */
export const SHORTCUT_NAMES = Object.keys(SHORTCUTS) as ShortcutName[];

/** Puts the chords of the settings in force. */
export const bindShortcuts = (chosen: Chosen): void => useChosen.setState({ chosen });

/** Returns the chords that mean a shortcut now, the one to show first. */
export const chordsOf = (name: ShortcutName): readonly string[] =>
  chordsIn(useChosen.getState().chosen, name);

/** Returns what gives the chords that mean a shortcut, and draws anew when they change. */
export const useChords = (): ((name: ShortcutName) => readonly string[]) => {
  const chosen = useChosen((store) => store.chosen);
  return (name) => chordsIn(chosen, name);
};

/** Returns the chords that a choice gives to a shortcut. */
export const chordsIn = (chosen: Chosen, name: ShortcutName): readonly string[] =>
  Object.hasOwn(chosen, name) ? (chosen[name] ?? []) : SHORTCUTS[name].chords;

/** Returns the other shortcuts that a chord means already. */
export const conflictsOf = (
  chosen: Chosen,
  name: ShortcutName,
  chord: string,
): readonly ShortcutName[] =>
  SHORTCUT_NAMES.filter((other) => other !== name && chordsIn(chosen, other).some(same(chord)));

/** Ctrl+1 … Ctrl+9 all belong to the one chord with any digit. */
const same = (chord: string) => (other: string) =>
  other === chord ||
  (other.endsWith("1…9") &&
    other.replace("1…9", "") === chord.slice(0, -1) &&
    /[1-9]$/.test(chord));
