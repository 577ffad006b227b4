import type { OperationSummary } from "@atelier/client/types";
import { i18n } from "@lingui/core";
import { msg, t } from "@lingui/core/macro";
import {
  ChevronRight,
  Contrast,
  FileText,
  type LucideIcon,
  MessageSquare,
  Palette as PaletteIcon,
  Settings,
  Terminal,
} from "lucide-react";
import { useMemo, useState } from "react";
import { useLocation } from "wouter";

import { useOperation } from "../data/use-operation";
import { useSettings } from "../data/use-settings";
import type { Entry } from "../features/palette/entries";
import { firstSentence, offered, titleOf } from "../features/palette/operations";
import { SECTIONS, SETTING_ENTRIES } from "../features/settings/sections";
import { openTemplate } from "../features/templates/open-template";
import { useChords } from "../lib/shortcuts/bindings";
import { chordKeys } from "../lib/shortcuts/chord";
import { activeShortcuts, runShortcut } from "../lib/shortcuts/registry";
import { type ShortcutName, shortcutLabel } from "../lib/shortcuts/table";
import { useLater } from "../lib/use-later";
import { usePlatform } from "../platform/context";

/** Shortcuts that make no sense when they are picked from a list. */
const NOT_LISTED: ReadonlySet<ShortcutName> = new Set([
  "palette.open",
  "conversation.open",
  "region.next",
  "region.previous",
]);

/** Returns all that the palette offers now: actions, conversations, settings, themes, templates, operations. */
export const usePaletteEntries = (
  query: string,
  onOperation: (operation: OperationSummary) => void,
): readonly Entry[] => {
  const actions = useActions();
  const conversations = useConversations(query);
  const places = usePlaces();
  const themes = useThemes();
  const templates = useTemplates();
  const operations = useOperations(onOperation);
  return useMemo(
    () => [...actions, ...conversations, ...templates, ...places, ...themes, ...operations],
    [actions, conversations, templates, places, themes, operations],
  );
};

/** What the screen answers to now, under the names of its shortcuts. */
const useActions = (): readonly Entry[] => {
  const { isMac } = usePlatform();
  const chords = useChords();
  // What was on screen when the palette opened is what can be done.
  const [active] = useState(activeShortcuts);
  return useMemo(
    () =>
      active
        .filter((name) => !NOT_LISTED.has(name))
        .map((name): Entry => {
          const [first] = chords(name);
          return {
            id: `action ${name}`,
            title: shortcutLabel(name),
            group: t`Action`,
            icon: ChevronRight,
            keys: first === undefined ? undefined : chordKeys(first, isMac),
            run: () => void runShortcut(name),
          };
        }),
    [active, chords, isMac],
  );
};

/** How many conversations are looked through by title, and found by what was said in them. */
const TITLES = 100;
const FOUND = 8;

const useConversations = (query: string): readonly Entry[] => {
  const [, navigate] = useLocation();
  const wanted = useLater(query.trim());
  const listed = useOperation("conversation.list", { limit: TITLES });
  const searched = useOperation(
    "search.find",
    { query: wanted, limit: FOUND },
    { enabled: wanted.length > 2, keepPrevious: true },
  );
  return useMemo(() => {
    const open = (id: string) => () => navigate(`/c/${id}`);
    const known = listed.data?.items ?? [];
    const titles = known.map(
      ({ id, title }, index): Entry => ({
        id: `conversation ${id}`,
        title: title === "" ? t`Untitled` : title,
        group: t`Conversation`,
        icon: MessageSquare,
        hidden: index > 5,
        run: open(id),
      }),
    );
    if (wanted.length <= 2) return titles;
    const hits = (searched.data?.conversations ?? []).flatMap(
      ({ conversation: { id, title }, messages }): Entry[] => {
        if (messages.length === 0 && known.some((one) => one.id === id)) return [];
        const snippet = messages[0]?.snippet.map(({ text }) => text).join("");
        return [
          {
            id: `said ${id}`,
            title: title === "" ? t`Untitled` : title,
            group: t`Said in`,
            icon: MessageSquare,
            detail: snippet?.replace(/\s+/g, " "),
            always: true,
            run: open(id),
          },
        ];
      },
    );
    return [...titles, ...hits];
  }, [listed.data, searched.data, wanted, navigate]);
};

const usePlaces = (): readonly Entry[] => {
  const [, navigate] = useLocation();
  return useMemo(() => {
    const pages = Object.entries(SECTIONS).map(
      ([name, { title, icon }]): Entry => ({
        id: `settings ${name}`,
        title: t`Settings: ${{ page: i18n._(title) }}`,
        group: t`Settings`,
        icon: icon as LucideIcon,
        run: () => navigate(`/settings/${name}`),
      }),
    );
    const entries = SETTING_ENTRIES.map(
      ({ section, id, label, words }): Entry => ({
        id: `setting ${section} ${id}`,
        title: i18n._(label),
        group: i18n._(SECTIONS[section].title),
        icon: Settings,
        words: `settings ${i18n._(words)} ${words.message}`,
        hidden: true,
        run: () => navigate(`/settings/${section}/${id}`),
      }),
    );
    return [...pages, ...entries];
  }, [navigate]);
};

const LOOKS = {
  system: msg`Appearance: as the system is`,
  light: msg`Appearance: light`,
  dark: msg`Appearance: dark`,
} as const;

const useThemes = (): readonly Entry[] => {
  const { save } = useSettings();
  const { data } = useOperation("theme.list", {});
  return useMemo(() => {
    const looks = (["system", "light", "dark"] as const).map(
      (appearance): Entry => ({
        id: `appearance ${appearance}`,
        title: i18n._(LOOKS[appearance]),
        group: t`Appearance`,
        icon: Contrast,
        words: "theme mode",
        run: () => save({ appearance }),
      }),
    );
    const usual = (["light", "dark"] as const).map(
      (base): Entry => ({
        id: `theme usual ${base}`,
        title: base === "light" ? t`Theme: the usual light one` : t`Theme: the usual dark one`,
        group: t`Theme`,
        icon: PaletteIcon,
        run: () => save({ appearance: base, [`${base}_theme`]: null }),
      }),
    );
    const themes = (data ?? []).map(
      ({ id, name, base }): Entry => ({
        id: `theme ${id}`,
        title: t`Theme: ${name}`,
        group: t`Theme`,
        icon: PaletteIcon,
        words: base,
        run: () => save({ appearance: base, [`${base}_theme`]: id }),
      }),
    );
    return [...looks, ...usual, ...themes];
  }, [data, save]);
};

const useTemplates = (): readonly Entry[] => {
  const { data } = useOperation("template.list", {});
  return useMemo(
    () =>
      (data ?? []).map(
        ({ id, name, description, tags }, index): Entry => ({
          id: `template ${id}`,
          title: name,
          group: t`Template`,
          icon: FileText,
          detail: description === "" ? undefined : description,
          words: `template ${tags.join(" ")}`,
          hidden: index > 4,
          run: () => openTemplate({ kind: "fill", id }),
        }),
      ),
    [data],
  );
};

const useOperations = (onOperation: (operation: OperationSummary) => void): readonly Entry[] => {
  const { data } = useOperation("operation.list", {});
  return useMemo(
    () =>
      offered(data ?? []).map(
        (operation): Entry => ({
          id: `operation ${operation.name}`,
          title: titleOf(operation.name),
          lang: "en",
          group: t`Operation`,
          icon: Terminal,
          detail: firstSentence(operation.doc),
          words: `${operation.name} ${operation.doc.slice(0, 200)}`,
          run: () => onOperation(operation),
        }),
      ),
    [data, onOperation],
  );
};
