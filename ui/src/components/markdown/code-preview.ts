import { type ComponentType, createContext, type ReactNode } from "react";

import type { ArtifactKind } from "../../lib/artifact/kind";

/** A finished block of code that can be shown as what it is. */
export type Previewed = { readonly kind: ArtifactKind; readonly code: string };

/** How such blocks are shown. */
export type CodePreview = {
  /** A button among those of the block, where previews are switched off. */
  readonly Offer: ComponentType<Previewed>;
  /** Stands in the place of the code, which it is given to show as well. */
  readonly View: ComponentType<Previewed & { readonly children: ReactNode }>;
};

/** How blocks below it are shown as what they are. Without one, they are code. */
export const CodePreviewContext = createContext<CodePreview | null>(null);
