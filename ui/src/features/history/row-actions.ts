import type { Conversation } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import {
  Archive,
  ArchiveRestore,
  FolderInput,
  Pencil,
  Pin,
  PinOff,
  Share,
  Tag,
  Trash2,
} from "lucide-react";

import type { MenuItem } from "../../components/Menu";
import { askForExport } from "../../lib/export-request";

/** What can be done with a conversation of the list. */
export type RowAction = "pin" | "move" | "tag" | "archive" | "rename" | "delete";

/** The keys that do the same, while a conversation of the list has the focus. */
const KEYS: Readonly<Record<string, RowAction>> = {
  p: "pin",
  m: "move",
  t: "tag",
  e: "archive",
  F2: "rename",
  Delete: "delete",
};

type Press = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">;

/** Returns what a key does with a conversation that has the focus. */
export const actionOf = (press: Press): RowAction | undefined =>
  press.ctrlKey || press.metaKey || press.altKey ? undefined : KEYS[press.key];

/** The menu of a conversation. */
export const menuOf = (
  { id, pinned_at, archived_at }: Conversation,
  run: (action: RowAction) => void,
): readonly MenuItem[] => [
  {
    label: pinned_at === null ? t`Pin` : t`Unpin`,
    icon: pinned_at === null ? Pin : PinOff,
    shortcut: "P",
    onSelect: () => run("pin"),
  },
  { label: t`Move to a project`, icon: FolderInput, shortcut: "M", onSelect: () => run("move") },
  { label: t`Tags`, icon: Tag, shortcut: "T", onSelect: () => run("tag") },
  {
    label: archived_at === null ? t`Archive` : t`Back in the list`,
    icon: archived_at === null ? Archive : ArchiveRestore,
    shortcut: "E",
    onSelect: () => run("archive"),
  },
  { label: t`Rename`, icon: Pencil, shortcut: "F2", onSelect: () => run("rename") },
  { label: t`Export…`, icon: Share, onSelect: () => askForExport(id) },
  {
    label: t`Delete`,
    icon: Trash2,
    shortcut: t`Del`,
    tone: "danger",
    onSelect: () => run("delete"),
  },
];
