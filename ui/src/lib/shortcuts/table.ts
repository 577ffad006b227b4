import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

type ShortcutGroup = "conversations" | "answers" | "general";

/** A shortcut, and what it does in the words of the shortcuts sheet. */
export type Shortcut = {
  readonly label: MessageDescriptor;
  readonly group: ShortcutGroup;
  /** The chords that mean it, the one to show first: `Mod+Shift+C`; `1…9` is any digit but 0. */
  readonly chords: readonly string[];
};

/** Every shortcut of the window; what runs it registers with `useShortcut`. */
export const SHORTCUTS = {
  "conversation.new": {
    label: msg`New conversation`,
    group: "conversations",
    chords: ["Mod+N", "Mod+Shift+O"],
  },
  "temporary.begin": {
    label: msg`New temporary conversation`,
    group: "conversations",
    chords: ["Mod+Shift+E"],
  },
  "conversation.open": {
    label: msg`Open conversation 1 to 9`,
    group: "conversations",
    chords: ["Mod+1…9"],
  },
  "conversation.next": {
    label: msg`Next conversation`,
    group: "conversations",
    chords: ["Ctrl+Tab", "Mod+Shift+]"],
  },
  "conversation.previous": {
    label: msg`Previous conversation`,
    group: "conversations",
    chords: ["Ctrl+Shift+Tab", "Mod+Shift+["],
  },
  "window.pop_out": {
    label: msg`Open in a window of its own`,
    group: "conversations",
    chords: [],
  },
  "window.put_back": {
    label: msg`Back to the main window`,
    group: "conversations",
    chords: [],
  },
  "quick.open": {
    label: msg`Quick entry`,
    group: "conversations",
    chords: [],
  },
  "aside.open": {
    label: msg`Ask something aside`,
    group: "conversations",
    chords: ["Mod+;"],
  },
  "answer.stop": { label: msg`Stop the answer`, group: "answers", chords: ["Escape"] },
  "answer.copy": { label: msg`Copy the last answer`, group: "answers", chords: ["Mod+Shift+C"] },
  "transcript.step": {
    label: msg`Show more or less of answers`,
    group: "answers",
    chords: ["Mod+O"],
  },
  "palette.open": {
    label: msg`Command palette`,
    group: "general",
    chords: ["Mod+K", "Mod+Shift+P"],
  },
  "template.insert": {
    label: msg`Templates`,
    group: "general",
    chords: ["Mod+Shift+K"],
  },
  "search.open": {
    label: msg`Search all conversations`,
    group: "conversations",
    chords: ["Mod+Shift+F"],
  },
  "find.open": {
    label: msg`Find in this conversation`,
    group: "conversations",
    chords: ["Mod+F"],
  },
  "find.next": { label: msg`Next place found`, group: "conversations", chords: ["Mod+G"] },
  "find.previous": {
    label: msg`Previous place found`,
    group: "conversations",
    chords: ["Mod+Shift+G"],
  },
  "sidebar.toggle": {
    label: msg`Show or hide the sidebar`,
    group: "general",
    chords: ["Mod+B"],
  },
  "text.larger": {
    label: msg`Larger text in messages`,
    group: "general",
    chords: ["Mod+Plus", "Mod+="],
  },
  "text.smaller": { label: msg`Smaller text in messages`, group: "general", chords: ["Mod+-"] },
  "text.usual": { label: msg`Usual text size in messages`, group: "general", chords: ["Mod+0"] },
  "settings.open": { label: msg`Settings`, group: "general", chords: ["Mod+,"] },
  "shortcuts.show": { label: msg`Keyboard shortcuts`, group: "general", chords: ["Mod+/"] },
  "region.next": { label: msg`Next region of the window`, group: "general", chords: ["F6"] },
  "region.previous": {
    label: msg`Previous region of the window`,
    group: "general",
    chords: ["Shift+F6"],
  },
} as const satisfies Record<string, Shortcut>;

/** The name of a shortcut. */
export type ShortcutName = keyof typeof SHORTCUTS;

/** The groups of the sheet, in its order. */
export const SHORTCUT_GROUPS: Record<ShortcutGroup, MessageDescriptor> = {
  conversations: msg`Conversations`,
  answers: msg`Answers`,
  general: msg`General`,
};

/** Returns what a shortcut does, in words. */
export const shortcutLabel = (name: ShortcutName): string => i18n._(SHORTCUTS[name].label);
