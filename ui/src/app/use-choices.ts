import { i18n } from "@lingui/core";
import { msg, t } from "@lingui/core/macro";
import { useOperation } from "../data/use-operation";
import type { Choices } from "../features/palette/FormFields";

type Option = { readonly value: string; readonly label: string };

/** The domains whose `id` names one of a list that is known here. */
const LISTS: Record<string, "conversations" | "templates" | "themes" | "folders"> = {
  conversation: "conversations",
  template: "templates",
  theme: "themes",
};

const LABELS = {
  conversations: msg`Conversation`,
  templates: msg`Template`,
  themes: msg`Theme`,
  folders: msg`Folder`,
} as const;

/** Returns what the fields of an operation may be chosen from: conversations, templates, themes, folders. */
export const useChoices = (conversationId: string | null): Choices => {
  const conversations = useOperation("conversation.list", { limit: 100 });
  const templates = useOperation("template.list", {});
  const themes = useOperation("theme.list", {});
  const folders = useOperation("folder.list", {});
  const lists: Record<"conversations" | "templates" | "themes" | "folders", readonly Option[]> = {
    conversations: (conversations.data?.items ?? []).map(({ id, title }) => ({
      value: id,
      label: title === "" ? t`Untitled` : title,
    })),
    templates: (templates.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
    themes: (themes.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
    folders: (folders.data ?? []).map(({ id, path }) => ({ value: id, label: path })),
  };
  return (operation, field) => {
    const [domain = "", method = ""] = operation.split(".");
    // What lies in the trash is in none of these lists.
    if (method === "restore" && domain === "conversation") return null;
    const list =
      field === "conversation_id"
        ? "conversations"
        : field === "folder_id"
          ? "folders"
          : field === "id"
            ? LISTS[domain]
            : undefined;
    if (list === undefined) return null;
    const open = list === "conversations" ? (conversationId ?? undefined) : undefined;
    const start = lists[list].some(({ value }) => value === open) ? open : undefined;
    return { options: lists[list], label: i18n._(LABELS[list]), start };
  };
};
