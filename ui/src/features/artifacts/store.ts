import { create } from "zustand";

import type { Artifact } from "../../lib/artifact/versions";

/** What is shown large. */
export type Shown = Artifact & {
  /** Whether the person has had it run already. */
  readonly running: boolean;
};

type Artifacts = {
  /** What the panel shows; none while it is closed. */
  readonly panel: Shown | null;
  /** What was asked for by itself, while previews are switched off. */
  readonly once: ReadonlySet<string>;
  /** What the person is asked about. */
  readonly asked: Artifact | null;
  /** Width of the panel, in px. */
  readonly width: number;
};

const STORED_AS = "atelier-artifact-width";

/** The bounds of the panel's width, in px. */
export const WIDTH = { min: 280, max: 1_200 } as const;

/** What is shown of artifacts, in this window alone. */
export const useArtifacts = create<Artifacts>(() => ({
  panel: null,
  once: new Set(),
  asked: null,
  width: remembered(),
}));

/** Shows an artifact large, beside the conversation. */
export const openLarge = (panel: Shown): void => useArtifacts.setState({ panel });

/** Closes what is shown large. */
export const closeLarge = (): void => useArtifacts.setState({ panel: null });

/** Asks whether this one is to be shown, though previews are switched off. */
export const askToShow = (asked: Artifact | null): void => useArtifacts.setState({ asked });

/** So many stay shown that were asked for by themselves. */
export const MOST_ONCE = 50;

/** Shows this one, though previews are switched off. */
export const showOnce = ({ code }: Artifact): void =>
  useArtifacts.setState(({ once }) => ({
    once: new Set([...[...once].slice(-(MOST_ONCE - 1)), code]),
    asked: null,
  }));

/** Makes the panel as wide as that, within reason; in px. */
export const resizePanel = (wished: number): void => {
  const width = Math.round(Math.min(WIDTH.max, Math.max(WIDTH.min, wished)));
  useArtifacts.setState({ width });
  try {
    localStorage.setItem(STORED_AS, String(width));
  } catch {
    // A page that may store nothing forgets the width, and that is all.
  }
};

function remembered(): number {
  try {
    const width = Number(localStorage.getItem(STORED_AS));
    return width >= WIDTH.min && width <= WIDTH.max ? width : 480;
  } catch {
    return 480;
  }
}
