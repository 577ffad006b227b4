import { t } from "@lingui/core/macro";
import { type ReactNode, useEffect, useRef } from "react";
import { useLocation } from "wouter";

import { ErrorNote } from "../../components/ErrorNote";
import { Skeleton } from "../../components/Skeleton";
import { useSettings } from "../../data/use-settings";
import { AboutSection } from "./AboutSection";
import { AccountSection } from "./AccountSection";
import { AppearanceSection } from "./AppearanceSection";
import { ChatSection } from "./ChatSection";
import { DiagnosticsSection } from "./DiagnosticsSection";
import { FilesSection } from "./FilesSection";
import { GeneralSection } from "./GeneralSection";
import { LocalApiSection } from "./LocalApiSection";
import { MemorySection } from "./MemorySection";
import { ModelsSection } from "./ModelsSection";
import { SettingsNav } from "./SettingsNav";
import { ShortcutsSection } from "./ShortcutsSection";
import { isSectionName, type SectionName, sectionTitle } from "./sections";
import type { SectionProps } from "./setting";

type Props = {
  /** The page to show; the first where there is none of that name. */
  readonly section?: string | undefined;
  /** The page about what is spent. */
  readonly usage?: ReactNode;
  /** The page about what is taken out and in. */
  readonly data?: ReactNode;
  /** What stands below the appearance. */
  readonly themes?: ReactNode;
  /** The setting to bring into view. */
  readonly entry?: string | undefined;
};

/** The settings: pages on the left, and every change in force at once. */
export const Settings = ({ section, entry, usage, data, themes }: Props) => {
  const [, navigate] = useLocation();
  const page = useRef<HTMLElement>(null);
  const { settings, error, retry, save, saveError } = useSettings();
  const name: SectionName = isSectionName(section) ? section : "general";
  const ready = settings !== undefined;
  const open = (to: SectionName, at?: string) =>
    navigate(at === undefined ? `/settings/${to}` : `/settings/${to}/${at}`);

  useEffect(() => {
    if (!ready) return;
    if (entry === undefined) page.current?.scrollTo(0, 0);
    else document.getElementById(entry)?.scrollIntoView({ block: "start" });
  }, [entry, ready]);

  let body: ReactNode = <Skeleton lines={6} />;
  if (name === "usage") body = usage;
  else if (name === "data") body = data;
  else if (settings) body = pageOf(name, { save, settings });
  else if (error) body = <ErrorNote error={error} onRetry={retry} />;
  if (name === "appearance" && settings) {
    body = (
      <>
        {body}
        {themes}
      </>
    );
  }
  return (
    <div className="@container h-full">
      <div className="flex h-full flex-col @2xl:flex-row">
        <SettingsNav current={name} onOpen={open} />
        <section
          aria-label={sectionTitle(name)}
          className="min-h-0 min-w-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2"
          ref={page}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
          tabIndex={0}
        >
          <div className="mx-auto flex max-w-2xl flex-col gap-6 px-6 py-8">
            <h1 className="text-xl font-semibold">{sectionTitle(name)}</h1>
            {saveError && <ErrorNote error={saveError} title={t`The change was not kept`} />}
            {body}
          </div>
        </section>
      </div>
    </div>
  );
};

const pageOf = (name: keyof typeof PAGES, props: SectionProps) => {
  const Page = PAGES[name];
  return <Page {...props} />;
};

const PAGES: Record<Exclude<SectionName, "usage" | "data">, (props: SectionProps) => ReactNode> = {
  general: GeneralSection,
  account: AccountSection,
  models: ModelsSection,
  chat: ChatSection,
  memory: MemorySection,
  files: FilesSection,
  appearance: AppearanceSection,
  shortcuts: ShortcutsSection,
  api: LocalApiSection,
  diagnostics: DiagnosticsSection,
  about: AboutSection,
};
