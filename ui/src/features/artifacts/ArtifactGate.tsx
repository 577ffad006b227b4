import type { ConversationId } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { type ReactNode, useEffect, useRef } from "react";

import { Edge } from "../../components/Edge";
import { later } from "../../components/later";
import { CodePreviewContext } from "../../components/markdown/code-preview";
import { useLocale } from "../../lib/language";
import { BlockPreview, Offer } from "./BlockPreview";
import { closeLarge, resizePanel, useArtifacts, WIDTH } from "./store";

const ArtifactPanel = later(
  async () => (await import("./ArtifactPanel")).ArtifactPanel,
  () => null,
);
const AskToShow = later(
  async () => (await import("./AskToShow")).AskToShow,
  () => null,
);

type Props = {
  readonly conversationId: ConversationId | null;
  /** What makes it one of the regions that keys go through. */
  readonly region: Record<string, unknown>;
  readonly children: ReactNode;
};

const PREVIEW = { Offer, View: BlockPreview };

/** The conversation, whose artifacts are shown as what they are, and beside it the one that is shown large. */
export const ArtifactGate = ({ conversationId, region, children }: Props) => {
  useLocale();
  const { panel, asked, width } = useArtifacts();
  useCloseElsewhere(conversationId);
  return (
    <CodePreviewContext value={PREVIEW}>
      <div className="relative flex h-full min-w-0">
        <div className="h-full min-w-0 flex-1">{children}</div>
        {panel && (
          <aside
            {...region}
            aria-label={t`Artifact`}
            className="absolute inset-y-0 right-0 z-10 flex max-w-full flex-col border-l border-hairline bg-surface-sunken shadow-float focus-visible:-outline-offset-2 lg:relative lg:max-w-[70%] lg:shadow-none"
            style={{ width }}
          >
            <Edge
              bounds={WIDTH}
              label={t`Width of the artifact`}
              onResize={resizePanel}
              side="left"
              step={24}
              width={width}
            />
            <ArtifactPanel conversationId={conversationId} shown={panel} />
          </aside>
        )}
      </div>
      {asked && <AskToShow artifact={asked} />}
    </CodePreviewContext>
  );
};

/** Closes what is shown large where another conversation is shown. */
const useCloseElsewhere = (conversationId: ConversationId | null): void => {
  const before = useRef(conversationId);
  useEffect(() => {
    if (before.current !== null && before.current !== conversationId) closeLarge();
    before.current = conversationId;
  }, [conversationId]);
  useEffect(() => closeLarge, []);
};
