import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import { useState } from "react";

import { Icon } from "../../components/Icon";
import { SearchField } from "../../components/SearchField";
import { Select } from "../../components/Select";
import { cx } from "../../lib/cx";
import { findSettings, SECTIONS, type SectionName, sectionTitle } from "./sections";

type Props = {
  readonly current: SectionName;
  readonly onOpen: (section: SectionName, entry?: string) => void;
};

/** The list of pages, or what a search finds. */
export const SettingsNav = ({ current, onOpen }: Props) => {
  const [query, setQuery] = useState("");
  const found = findSettings(query);
  const [first] = found;
  const searching = query.trim() !== "";
  const go = (section: SectionName, entry?: string) => {
    setQuery("");
    onOpen(section, entry);
  };
  return (
    <nav
      aria-label={t`Settings`}
      className="flex max-h-1/2 shrink-0 flex-col gap-3 overflow-y-auto border-b border-hairline p-3 @2xl:max-h-full @2xl:w-52 @2xl:border-r @2xl:border-b-0"
    >
      <div className="flex items-center gap-3">
        <SearchField
          className="min-w-0 flex-1"
          label={t`Search settings`}
          onChange={setQuery}
          onEnter={() => first && go(first.section, first.id)}
          placeholder={t`Search`}
          text={query}
        />
        <Select
          aria-label={t`Page of the settings`}
          className="min-w-0 flex-1 @2xl:hidden"
          onChange={onOpen}
          options={NAMES.map((value) => ({ value, label: sectionTitle(value) }))}
          value={current}
        />
      </div>
      <ul className={cx("flex-col gap-0.5", searching ? "flex" : "hidden @2xl:flex")}>
        {searching
          ? found.map(({ section, id, label }) => (
              <li key={`${section}/${id}`}>
                <button className={ROW} onClick={() => go(section, id)} type="button">
                  <span className="min-w-0">
                    <span className="block">{i18n._(label)}</span>
                    <span className="block text-xs text-text-faint">{sectionTitle(section)}</span>
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
                  {sectionTitle(name)}
                </button>
              </li>
            ))}
      </ul>
      {searching && found.length === 0 && (
        <p
          className="px-2 text-sm text-text-subtle"
          role="status"
        >{t`No setting matches “${{ query: query.trim() }}”.`}</p>
      )}
    </nav>
  );
};

const NAMES = Object.keys(SECTIONS) as SectionName[];

const ROW =
  "flex min-h-8 w-full items-center gap-3 rounded-control px-2 py-1 text-left text-sm text-text-subtle " +
  "hover:bg-surface-hover hover:text-text";
