import { create } from "zustand";

const STORED_AS = "atelier-layout";
const NARROWEST = 200;
const WIDEST = 440;

type Layout = {
  /** Width of the sidebar, in px. */
  readonly sidebarWidth: number;
  readonly sidebarOpen: boolean;
};

const INITIAL: Layout = { sidebarWidth: 264, sidebarOpen: true };

/** How the window is divided; remembered, because it belongs to this window alone. */
export const useLayout = create<Layout>(() => ({ ...INITIAL, ...restore() }));

/** Shows or hides the sidebar. */
export const toggleSidebar = (): void => change({ sidebarOpen: !useLayout.getState().sidebarOpen });

/** Makes the sidebar as wide as that, within reason; in px. */
export const resizeSidebar = (width: number): void =>
  change({ sidebarWidth: Math.round(Math.min(WIDEST, Math.max(NARROWEST, width))) });

/** The bounds of the sidebar's width, in px. */
export const SIDEBAR_BOUNDS = { min: NARROWEST, max: WIDEST } as const;

const change = (part: Partial<Layout>): void => {
  useLayout.setState(part);
  try {
    localStorage.setItem(STORED_AS, JSON.stringify(useLayout.getState()));
  } catch {
    // A page that may store nothing forgets its layout, and that is all.
  }
};

function restore(): Partial<Layout> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORED_AS) ?? "{}");
    const { sidebarWidth, sidebarOpen } = stored as Record<keyof Layout, unknown>;
    return {
      ...(typeof sidebarWidth === "number" && sidebarWidth >= NARROWEST && sidebarWidth <= WIDEST
        ? { sidebarWidth }
        : {}),
      ...(typeof sidebarOpen === "boolean" ? { sidebarOpen } : {}),
    };
  } catch {
    return {};
  }
}
