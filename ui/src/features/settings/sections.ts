import {
  Activity,
  Archive,
  Brain,
  ChartColumn,
  CircleUser,
  Cpu,
  FileText,
  Info,
  Keyboard,
  type LucideIcon,
  MessageSquare,
  Palette,
  Plug,
  SlidersHorizontal,
} from "lucide-react";

/** A page of the settings. */
export type SectionName =
  | "general"
  | "account"
  | "models"
  | "chat"
  | "memory"
  | "files"
  | "data"
  | "usage"
  | "appearance"
  | "shortcuts"
  | "api"
  | "diagnostics"
  | "about";

type Section = { readonly title: string; readonly icon: LucideIcon };

/** The pages, in the order of the list. */
export const SECTIONS: Record<SectionName, Section> = {
  general: { title: "General", icon: SlidersHorizontal },
  account: { title: "Account & keys", icon: CircleUser },
  models: { title: "Models", icon: Cpu },
  chat: { title: "Chat", icon: MessageSquare },
  memory: { title: "Memory", icon: Brain },
  files: { title: "Files", icon: FileText },
  data: { title: "Data", icon: Archive },
  usage: { title: "Usage & budget", icon: ChartColumn },
  appearance: { title: "Appearance", icon: Palette },
  shortcuts: { title: "Shortcuts", icon: Keyboard },
  api: { title: "Local API", icon: Plug },
  diagnostics: { title: "Diagnostics", icon: Activity },
  about: { title: "About", icon: Info },
};

/** One setting, for the search. */
export type SettingEntry = {
  readonly section: SectionName;
  /** The `id` of its element. */
  readonly id: string;
  readonly label: string;
  /** Other words that people may look for it by. */
  readonly words: string;
};

const entry = (section: SectionName, id: string, label: string, words: string): SettingEntry => ({
  section,
  id,
  label,
  words,
});

/** Every setting that the search finds. */
export const SETTING_ENTRIES: readonly SettingEntry[] = [
  entry("general", "first-steps", "First steps", "onboarding welcome tour"),
  entry("general", "reset", "Reset all settings", "defaults factory restore"),
  entry(
    "account",
    "endpoint",
    "Where answers come from",
    "endpoint anthropic simulator url server",
  ),
  entry(
    "account",
    "key",
    "API key",
    "secret token anthropic replace delete test unlock passphrase",
  ),
  entry("account", "store", "Where conversations are kept", "storage disk memory encrypted keep"),
  entry("models", "model", "Default model", "claude opus sonnet haiku"),
  entry("models", "effort", "Default effort", "thinking reasoning"),
  entry("models", "list", "Models of the endpoint", "price context tokens refresh"),
  entry("chat", "send-key", "Send with", "enter newline keyboard"),
  entry("chat", "message-limit", "Longest message", "characters limit length"),
  entry("chat", "instructions", "Instructions", "system prompt custom tell"),
  entry("chat", "tools", "Tools", "math notebook plots games sequences equilibria functions"),
  entry("memory", "learning", "Learn from conversations", "patterns similar memory forget privacy"),
  entry("memory", "learned", "What was learned", "patterns similar pin forget review"),
  entry("files", "folders", "Open folders", "project directory workspace close"),
  entry("files", "edits", "Edits of files", "apply undo journal changes history"),
  entry("data", "export", "Export everything", "backup download zip takeout archive save"),
  entry("data", "import", "Import", "chatgpt claude open webui claude code history migrate"),
  entry("data", "imports", "Imports so far", "undo take back"),
  entry("data", "backups", "Backups", "restore copy daily snapshot rehearse"),
  entry("data", "recovery", "Recovery key", "passphrase sealed master store key"),
  entry("data", "reset-all", "Begin anew", "factory reset remove delete everything erase"),
  entry("usage", "budgets", "Budgets", "limit spend cost money stop day month conversation price"),
  entry("usage", "usage", "What was spent", "cost tokens money chart csv export cache dashboard"),
  entry("appearance", "appearance", "Appearance", "theme dark light colour color"),
  entry("appearance", "themes", "Themes", "colours colors high contrast install gallery css pack"),
  entry("appearance", "message-scale", "Text size of messages", "font zoom larger smaller"),
  entry("chat", "notify", "Notifications", "notify desktop background finished failed"),
  entry("shortcuts", "shortcuts", "Shortcuts", "keyboard keys chords rebind hotkeys"),
  entry("api", "http", "Local API", "http server port programs sdk claude code"),
  entry("api", "port", "Port", "http server local api"),
  entry("diagnostics", "health", "Health", "version memory uptime heap size"),
  entry("diagnostics", "engines", "Engines in this page", "wasm webassembly memory rendering"),
  entry("diagnostics", "log", "Log", "level debug warnings file folder console"),
  entry("diagnostics", "metrics", "Response times", "latency metrics performance slow"),
  entry("diagnostics", "report", "Diagnostic report", "bundle fault bug support help doctor"),
  entry("about", "about", "About Atelier", "version licence license"),
];

/** Returns the settings in which every word of the query occurs. */
export const findSettings = (query: string): readonly SettingEntry[] => {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return SETTING_ENTRIES.filter(({ section, label, words: more }) => {
    const text = `${SECTIONS[section].title} ${label} ${more}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
};

/** Whether a part of an address names a page of the settings. */
export const isSectionName = (name: string | undefined): name is SectionName =>
  name !== undefined && Object.hasOwn(SECTIONS, name);
