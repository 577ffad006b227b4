import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
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

type Section = { readonly title: MessageDescriptor; readonly icon: LucideIcon };

/** The pages, in the order of the list. */
export const SECTIONS: Record<SectionName, Section> = {
  general: { title: msg`General`, icon: SlidersHorizontal },
  account: { title: msg`Account & keys`, icon: CircleUser },
  models: { title: msg`Models`, icon: Cpu },
  chat: { title: msg`Chat`, icon: MessageSquare },
  memory: { title: msg`Memory`, icon: Brain },
  files: { title: msg`Files`, icon: FileText },
  data: { title: msg`Data`, icon: Archive },
  usage: { title: msg`Usage & budget`, icon: ChartColumn },
  appearance: { title: msg`Appearance`, icon: Palette },
  shortcuts: { title: msg`Shortcuts`, icon: Keyboard },
  api: { title: msg`Local API`, icon: Plug },
  diagnostics: { title: msg`Diagnostics`, icon: Activity },
  about: { title: msg`About`, icon: Info },
};

/** Returns the title of a page. */
export const sectionTitle = (name: SectionName): string => i18n._(SECTIONS[name].title);

/** One setting, for the search. */
export type SettingEntry = {
  readonly section: SectionName;
  /** The `id` of its element. */
  readonly id: string;
  readonly label: MessageDescriptor;
  /** Other words that people may look for it by. */
  readonly words: MessageDescriptor;
};

const entry = (
  section: SectionName,
  id: string,
  label: MessageDescriptor,
  words: MessageDescriptor,
): SettingEntry => ({
  section,
  id,
  label,
  words,
});

/** Every setting that the search finds. */
export const SETTING_ENTRIES: readonly SettingEntry[] = [
  entry(
    "general",
    "language",
    msg`Language`,
    msg`locale translation english deutsch german sprache`,
  ),
  entry(
    "general",
    "tray",
    msg`Tray`,
    msg`icon status notifier background close window keep running minimize`,
  ),
  entry("general", "first-steps", msg`First steps`, msg`onboarding welcome tour`),
  entry("general", "reset", msg`Reset all settings`, msg`defaults factory restore`),
  entry(
    "account",
    "endpoint",
    msg`Where answers come from`,
    msg`endpoint anthropic simulator url server`,
  ),
  entry(
    "account",
    "key",
    msg`API key`,
    msg`secret token anthropic replace delete test unlock passphrase`,
  ),
  entry(
    "account",
    "store",
    msg`Where conversations are kept`,
    msg`storage disk memory encrypted keep`,
  ),
  entry("models", "model", msg`Default model`, msg`claude opus sonnet haiku`),
  entry("models", "effort", msg`Default effort`, msg`thinking reasoning`),
  entry("models", "list", msg`Models of the endpoint`, msg`price context tokens refresh`),
  entry("chat", "send-key", msg`Send with`, msg`enter newline keyboard`),
  entry("chat", "message-limit", msg`Longest message`, msg`characters limit length`),
  entry("chat", "instructions", msg`Instructions`, msg`system prompt custom tell`),
  entry(
    "chat",
    "artifacts",
    msg`Show artifacts`,
    msg`preview html svg mermaid diagram sandbox run`,
  ),
  entry(
    "chat",
    "transcript",
    msg`Detail of answers`,
    msg`transcript summary verbose thinking tools fold open steps`,
  ),
  entry("chat", "citations", msg`Citations`, msg`documents sources quote pdf places`),
  entry(
    "chat",
    "tools",
    msg`Tools`,
    msg`math notebook plots games sequences equilibria functions web search pages internet domains`,
  ),
  entry(
    "memory",
    "learning",
    msg`Learn from conversations`,
    msg`patterns similar memory forget privacy`,
  ),
  entry("memory", "learned", msg`What was learned`, msg`patterns similar pin forget review`),
  entry("files", "folders", msg`Open folders`, msg`project directory workspace close`),
  entry("files", "edits", msg`Edits of files`, msg`apply undo journal changes history`),
  entry("data", "export", msg`Export everything`, msg`backup download zip takeout archive save`),
  entry(
    "data",
    "mirror",
    msg`Folder mirror`,
    msg`markdown files obsidian sync plain text live export`,
  ),
  entry("data", "import", msg`Import`, msg`chatgpt claude open webui claude code history migrate`),
  entry("data", "imports", msg`Imports so far`, msg`undo take back`),
  entry("data", "backups", msg`Backups`, msg`restore copy daily snapshot rehearse`),
  entry("data", "recovery", msg`Recovery key`, msg`passphrase sealed master store key`),
  entry("data", "reset-all", msg`Begin anew`, msg`factory reset remove delete everything erase`),
  entry(
    "usage",
    "budgets",
    msg`Budgets`,
    msg`limit spend cost money stop day month conversation price`,
  ),
  entry(
    "usage",
    "answer-cache",
    msg`Answer cache`,
    msg`memory same request again save money response clear empty`,
  ),
  entry(
    "usage",
    "usage",
    msg`What was spent`,
    msg`cost tokens money chart csv export cache dashboard`,
  ),
  entry("appearance", "appearance", msg`Appearance`, msg`theme dark light colour color`),
  entry(
    "appearance",
    "themes",
    msg`Themes`,
    msg`colours colors high contrast install gallery css pack`,
  ),
  entry("appearance", "message-scale", msg`Text size of messages`, msg`font zoom larger smaller`),
  entry("chat", "notify", msg`Notifications`, msg`notify desktop background finished failed`),
  entry("shortcuts", "quick", msg`Quick entry`, msg`global keys hotkey window anywhere`),
  entry("shortcuts", "shortcuts", msg`Shortcuts`, msg`keyboard keys chords rebind hotkeys`),
  entry("api", "http", msg`Local API`, msg`http server port programs sdk claude code`),
  entry("api", "port", msg`Port`, msg`http server local api`),
  entry("diagnostics", "health", msg`Health`, msg`version uptime size`),
  entry("diagnostics", "weight", msg`Own weight`, msg`memory heap processor cpu start time budget`),
  entry(
    "diagnostics",
    "engines",
    msg`Engines in this page`,
    msg`wasm webassembly memory rendering`,
  ),
  entry("diagnostics", "log", msg`Log`, msg`level debug warnings file folder console`),
  entry("diagnostics", "metrics", msg`Response times`, msg`latency metrics performance slow`),
  entry("diagnostics", "report", msg`Diagnostic report`, msg`bundle fault bug support help doctor`),
  entry("about", "about", msg`About Atelier`, msg`version licence license`),
];

/** Returns the settings in which every word of the query occurs. */
export const findSettings = (query: string): readonly SettingEntry[] => {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return SETTING_ENTRIES.filter(({ section, label, words: more }) => {
    const text =
      `${sectionTitle(section)} ${i18n._(label)} ${i18n._(more)} ${more.message}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
};

/** Whether a part of an address names a page of the settings. */
export const isSectionName = (name: string | undefined): name is SectionName =>
  name !== undefined && Object.hasOwn(SECTIONS, name);
