import { chordText } from "../lib/shortcuts/chord";
import { SHORTCUTS, type ShortcutName } from "../lib/shortcuts/table";
import { usePlatform } from "../platform/context";

/** Returns how to write the keys of a shortcut on this machine. */
export const useHint = (): ((name: ShortcutName) => string) => {
  const { isMac } = usePlatform();
  return (name) => chordText(SHORTCUTS[name].chords[0], isMac);
};
