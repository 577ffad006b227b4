/** A shortcut, and what it does in the words of the shortcuts sheet. */
export type Shortcut = {
  readonly label: string;
  readonly group: "General" | "Conversations" | "Answers";
  /** The chords that mean it, the one to show first: `Mod+Shift+C`; `1…9` is any digit but 0. */
  readonly chords: readonly string[];
};

/** Every shortcut of the window; what runs it registers with `useShortcut`. */
export const SHORTCUTS = {
  "conversation.new": {
    label: "New conversation",
    group: "Conversations",
    chords: ["Mod+N", "Mod+Shift+O"],
  },
  "conversation.open": {
    label: "Open conversation 1 to 9",
    group: "Conversations",
    chords: ["Mod+1…9"],
  },
  "conversation.next": {
    label: "Next conversation",
    group: "Conversations",
    chords: ["Ctrl+Tab", "Mod+Shift+]"],
  },
  "conversation.previous": {
    label: "Previous conversation",
    group: "Conversations",
    chords: ["Ctrl+Shift+Tab", "Mod+Shift+["],
  },
  "aside.open": {
    label: "Ask something aside",
    group: "Conversations",
    chords: ["Mod+;"],
  },
  "answer.stop": { label: "Stop the answer", group: "Answers", chords: ["Escape"] },
  "answer.copy": { label: "Copy the last answer", group: "Answers", chords: ["Mod+Shift+C"] },
  "palette.open": {
    label: "Command palette",
    group: "General",
    chords: ["Mod+K", "Mod+Shift+P"],
  },
  "template.insert": {
    label: "Templates",
    group: "General",
    chords: ["Mod+Shift+K"],
  },
  "search.open": {
    label: "Search all conversations",
    group: "Conversations",
    chords: ["Mod+Shift+F"],
  },
  "find.open": {
    label: "Find in this conversation",
    group: "Conversations",
    chords: ["Mod+F"],
  },
  "find.next": { label: "Next place found", group: "Conversations", chords: ["Mod+G"] },
  "find.previous": {
    label: "Previous place found",
    group: "Conversations",
    chords: ["Mod+Shift+G"],
  },
  "sidebar.toggle": { label: "Show or hide the sidebar", group: "General", chords: ["Mod+B"] },
  "text.larger": {
    label: "Larger text in messages",
    group: "General",
    chords: ["Mod+Plus", "Mod+="],
  },
  "text.smaller": { label: "Smaller text in messages", group: "General", chords: ["Mod+-"] },
  "text.usual": { label: "Usual text size in messages", group: "General", chords: ["Mod+0"] },
  "settings.open": { label: "Settings", group: "General", chords: ["Mod+,"] },
  "shortcuts.show": { label: "Keyboard shortcuts", group: "General", chords: ["Mod+/"] },
  "region.next": { label: "Next region of the window", group: "General", chords: ["F6"] },
  "region.previous": {
    label: "Previous region of the window",
    group: "General",
    chords: ["Shift+F6"],
  },
} as const satisfies Record<string, Shortcut>;

/** The name of a shortcut. */
export type ShortcutName = keyof typeof SHORTCUTS;
