import type { ImportReport, ImportSource } from "@atelier/client/types";

import { plural } from "../../lib/quantity";

/** The programs that histories come from, by their names. */
export const SOURCES: Record<ImportSource, string> = {
  atelier: "Atelier",
  chatgpt: "ChatGPT",
  claude: "Claude",
  open_webui: "Open WebUI",
  claude_code: "Claude Code",
};

/** Whether a report brings anything. */
export const bringsAnything = (report: ImportReport): boolean =>
  report.new_conversations > 0 || report.grown_conversations > 0;

/** Says what a report brings, for a button and for a screen reader. */
export const broughtWords = (report: ImportReport): string =>
  report.new_conversations > 0
    ? plural(report.new_conversations, "conversation", "conversations")
    : plural(report.new_messages, "message", "messages");
