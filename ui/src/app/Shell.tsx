import type { Settings } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { type ReactNode, useEffect, useState } from "react";
import { useLocation } from "wouter";

import { Edge } from "../components/Edge";
import { later } from "../components/later";
import { TemporaryKeys } from "../features/chat/temporary/TemporaryList";
import { cx } from "../lib/cx";
import { useShortcut } from "../lib/shortcuts/registry";
import { useMedia } from "../lib/use-media";
import { usePlatform } from "../platform/context";
import { Banners } from "./Banners";
import { ErrorBoundary } from "./ErrorBoundary";
import { LinkGate } from "./LinkGate";
import { resizeSidebar, SIDEBAR_BOUNDS, toggleSidebar, useLayout } from "./layout";
import { PaletteGate } from "./PaletteGate";
import { QuickShortcut } from "./QuickShortcut";
import { Rail } from "./Rail";
import { focusRegion, REGION } from "./regions";
import { ShortcutsSheet } from "./ShortcutsSheet";
import { Sidebar } from "./Sidebar";
import { StatusLine } from "./StatusLine";
import { StaysHere } from "./StaysHere";
import { TemplatesGate } from "./TemplatesGate";

const DesktopGate = later(
  async () => (await import("./DesktopGate")).DesktopGate,
  () => null,
);

type Props = {
  readonly settings: Settings;
  readonly conversationId: string | null;
  /** What the sidebar lists. */
  readonly history: ReactNode;
  /** What the stage shows. */
  readonly children: ReactNode;
};

/** Below this width the sidebar lies over the stage. */
const NARROW = "(max-width: 639px)";

/** The window: sidebar, stage, status line. */
export const Shell = ({ settings, conversationId, history, children }: Props) => {
  const [place, navigate] = useLocation();
  const [sheet, setSheet] = useState(false);
  const narrow = useMedia(NARROW);
  const [overlay, setOverlay] = useState(false);
  const { sidebarOpen, sidebarWidth } = useLayout();
  // A window with one conversation has nothing beside it.
  const { kind, window } = usePlatform();
  const alone = window === "conversation";
  const open = !alone && (narrow ? overlay : sidebarOpen);
  const toggle = () => (narrow ? setOverlay(!overlay) : toggleSidebar());
  const openNew = () => navigate("/");
  const openSettings = () => navigate("/settings");

  // What lies over the stage gives way once the person has gone somewhere.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address is what closes it.
  useEffect(() => setOverlay(false), [place]);

  useShortcut("conversation.new", openNew);
  useShortcut("sidebar.toggle", toggle);
  useShortcut("settings.open", openSettings);
  useShortcut("shortcuts.show", () => setSheet(true));
  useShortcut("region.next", () => focusRegion(1));
  useShortcut("region.previous", () => focusRegion(-1));

  return (
    <div className="flex h-full flex-col">
      <div className="relative flex min-h-0 flex-1">
        {!alone && (!open || narrow) && (
          <Rail onNew={openNew} onOpen={toggle} onSettings={openSettings} />
        )}
        {open && (
          <>
            {narrow && (
              <div
                aria-hidden="true"
                className="absolute inset-0 z-10 bg-scrim"
                onClick={() => setOverlay(false)}
              />
            )}
            <aside
              {...REGION}
              aria-label={t`Sidebar`}
              className={cx(
                "flex shrink-0 flex-col border-r border-hairline bg-surface-sunken focus-visible:-outline-offset-2",
                narrow ? "absolute inset-y-0 left-0 z-20 shadow-float" : "relative",
              )}
              style={{ width: sidebarWidth, maxWidth: narrow ? "100%" : "45vw" }}
            >
              <Sidebar onClose={toggle} onNew={openNew} place={place}>
                <ErrorBoundary region="the sidebar">{history}</ErrorBoundary>
              </Sidebar>
              {!narrow && (
                <Edge
                  bounds={SIDEBAR_BOUNDS}
                  label={t`Width of the sidebar`}
                  onResize={resizeSidebar}
                  side="right"
                  step={16}
                  width={sidebarWidth}
                />
              )}
            </aside>
          </>
        )}
        <main
          {...REGION}
          aria-label={t`Stage`}
          className="flex min-w-0 flex-1 flex-col focus-visible:-outline-offset-2"
        >
          <Banners settings={settings} />
          <div className="min-h-0 flex-1">
            <ErrorBoundary place={place} region="this view">
              {children}
            </ErrorBoundary>
          </div>
        </main>
      </div>
      <StatusLine
        conversationId={conversationId}
        onShortcuts={() => setSheet(true)}
        settings={settings}
      />
      <PaletteGate conversationId={conversationId} />
      <TemplatesGate />
      <TemporaryKeys />
      {!alone && <LinkGate />}
      {kind === "tauri" && window === "main" && <DesktopGate />}
      {alone ? <StaysHere /> : <QuickShortcut />}
      <ShortcutsSheet onClose={() => setSheet(false)} open={sheet} />
    </div>
  );
};
