import { Search } from "lucide-react";
import { useState } from "react";

import { Icon } from "../../components/Icon";
import { TextInput } from "../../components/TextInput";
import { cx } from "../../lib/cx";
import { findSettings, SECTIONS, type SectionName } from "./sections";

type Props = {
  readonly current: SectionName;
  readonly onOpen: (section: SectionName, entry?: string) => void;
};

/** The list of pages, or what a search finds. */
export const SettingsNav = ({ current, onOpen }: Props) => {
  const [query, setQuery] = useState("");
  const found = findSettings(query);
  const searching = query.trim() !== "";
  return (
    <nav
      aria-label="Settings"
      className="hidden w-52 shrink-0 flex-col gap-3 overflow-y-auto border-r border-hairline p-3 @2xl:flex"
    >
      <div className="relative">
        <Icon className="pointer-events-none absolute top-2 left-2.5 text-text-faint" of={Search} />
        <TextInput
          aria-label="Search settings"
          className="pl-8"
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape") setQuery("");
            const [first] = found;
            if (event.key === "Enter" && first) onOpen(first.section, first.id);
          }}
          placeholder="Search"
          type="search"
          value={query}
        />
      </div>
      <ul className="flex flex-col gap-0.5">
        {searching
          ? found.map(({ section, id, label }) => (
              <li key={`${section}/${id}`}>
                <button className={ROW} onClick={() => onOpen(section, id)} type="button">
                  <span className="min-w-0">
                    <span className="block">{label}</span>
                    <span className="block text-xs text-text-faint">{SECTIONS[section].title}</span>
                  </span>
                </button>
              </li>
            ))
          : NAMES.map((name) => (
              <li key={name}>
                <button
                  aria-current={name === current ? "page" : undefined}
                  className={cx(
                    ROW,
                    "aria-[current=page]:bg-surface-selected aria-[current=page]:text-text",
                  )}
                  onClick={() => onOpen(name)}
                  type="button"
                >
                  <Icon of={SECTIONS[name].icon} />
                  {SECTIONS[name].title}
                </button>
              </li>
            ))}
      </ul>
      {searching && found.length === 0 && (
        <p className="px-2 text-sm text-text-subtle" role="status">
          No setting matches “{query.trim()}”.
        </p>
      )}
    </nav>
  );
};

const NAMES = Object.keys(SECTIONS) as SectionName[];

const ROW =
  "flex min-h-8 w-full items-center gap-3 rounded-control px-2 py-1 text-left text-sm text-text-subtle " +
  "hover:bg-surface-hover hover:text-text";
