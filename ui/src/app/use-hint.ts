import { useChords } from "../lib/shortcuts/bindings";
import { chordText } from "../lib/shortcuts/chord";
import type { ShortcutName } from "../lib/shortcuts/table";
import { usePlatform } from "../platform/context";

/** Returns how to write the keys of a shortcut on this machine; empty where it has none. */
export const useHint = (): ((name: ShortcutName) => string) => {
  const { isMac } = usePlatform();
  const chords = useChords();
  return (name) => {
    const [first] = chords(name);
    return first === undefined ? "" : chordText(first, isMac);
  };
};
