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
  "answer.stop": { label: "Stop the answer", group: "Answers", chords: ["Escape"] },
  "answer.copy": { label: "Copy the last answer", group: "Answers", chords: ["Mod+Shift+C"] },
  "sidebar.toggle": { label: "Show or hide the sidebar", group: "General", chords: ["Mod+B"] },
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
