import type { ImportReport, ImportSource, LibraryCounts } from "@atelier/client/types";
import { plural, t } from "@lingui/core/macro";

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
  report.new_conversations > 0 ||
  report.grown_conversations > 0 ||
  besideConversations(report.collections) > 0;

/** How much a report brings beside conversations. */
const besideConversations = (library: LibraryCounts): number =>
  library.projects + library.templates + library.themes + library.patterns + library.budgets;

/** Says what taking a report's history in would bring, as the button that does it. */
export const importWords = ({ new_conversations, new_messages }: ImportReport): string => {
  if (new_conversations === 0 && new_messages === 0) return t`Import the rest`;
  return new_conversations > 0
    ? plural(new_conversations, {
        one: "Import # conversation",
        other: "Import # conversations",
      })
    : plural(new_messages, { one: "Import # message", other: "Import # messages" });
};

/** Says what came with an import. */
export const broughtWords = ({ new_conversations, new_messages }: ImportReport): string => {
  if (new_conversations === 0 && new_messages === 0) return t`It came in.`;
  return new_conversations > 0
    ? plural(new_conversations, {
        one: "# conversation came in.",
        other: "# conversations came in.",
      })
    : plural(new_messages, { one: "# message came in.", other: "# messages came in." });
};
