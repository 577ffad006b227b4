import type { Settings as SettingsInForce } from "@atelier/client/types";
import { useEffect } from "react";
import { useLocation } from "wouter";

import { later } from "../components/later";
import { Skeleton } from "../components/Skeleton";
import { reveal } from "../data/reveal";
import { ArtifactGate } from "../features/artifacts/ArtifactGate";
import { MaterialGate } from "../features/attachments/MaterialGate";
import { ChatView, type PendingMessage } from "../features/chat/ChatView";
import { ContextGate } from "../features/context/ContextGate";
import { ContextMeter } from "../features/context/ContextMeter";
import { ContextNotice } from "../features/context/ContextNotice";
import { ApplyGate } from "../features/files/ApplyGate";
import { MessageHistory } from "../features/history/MessageHistory";
import { useOpenByNumber } from "../features/history/use-history";
import { FindGate } from "../features/search/FindGate";
import { useSearchShortcut } from "../features/search/use-search-shortcut";
import { useExportRequest } from "../lib/export-request";
import { useSaveRequest } from "../lib/save-request";
import { REGION } from "./regions";
import { routeOf } from "./route";
import { Shell } from "./Shell";
import { useNeighbours } from "./use-neighbours";
import { useNotices } from "./use-notices";
import { useTextSize } from "./use-text-size";

const Settings = later(
  async () => (await import("../features/settings/Settings")).Settings,
  () => <Skeleton className="max-w-2xl p-8" lines={5} />,
);

const UsagePage = later(
  async () => (await import("../features/usage/UsagePage")).UsagePage,
  () => <Skeleton lines={6} />,
);

const SearchView = later(
  async () => (await import("../features/search/SearchView")).SearchView,
  () => <Skeleton className="max-w-2xl p-8" lines={6} />,
);

const nothing = () => null;
const ExportGate = later(
  async () => (await import("../features/archive/ExportGate")).ExportGate,
  nothing,
);
const SaveDialog = later(
  async () => (await import("../components/SaveDialog")).SaveDialog,
  nothing,
);
const FoundInMessages = later(
  async () => (await import("../features/search/FoundInMessages")).FoundInMessages,
  nothing,
);
const SimilarConversations = later(
  async () => (await import("../features/patterns/SimilarConversations")).SimilarConversations,
  nothing,
);
const SimilarNote = later(
  async () => (await import("../features/patterns/SimilarNote")).SimilarNote,
  nothing,
);

/** What draws the results of tools; loaded with the first result. */
const TOOL_VIEWS = {
  math_notebook: later(
    async () => (await import("../features/notebook/NotebookResult")).NotebookResult,
    () => <Skeleton lines={4} />,
  ),
};

const DataPage = later(
  async () => (await import("../features/archive/DataPage")).DataPage,
  () => <Skeleton lines={6} />,
);

const Themes = later(
  async () => (await import("../features/themes/Themes")).Themes,
  () => <Skeleton lines={4} />,
);

type Props = { readonly settings: SettingsInForce };

/** Shows what the address names. */
export const Router = ({ settings }: Props) => {
  const [place] = useLocation();
  useOpenByNumber();
  useSearchShortcut();
  const route = routeOf(place);
  const conversationId = route.name === "conversation" ? route.id : null;
  useRevealed(conversationId, route.name === "conversation" ? route.messageId : undefined);
  useNeighbours(conversationId);
  useTextSize(settings);
  useNotices(settings, conversationId);
  const saving = useSaveRequest(({ request }) => request);
  const exporting = useExportRequest(({ id }) => id !== null);
  return (
    <Shell
      conversationId={conversationId}
      history={<MessageHistory foundIn={searchMessages} similarTo={searchSimilar} />}
      settings={settings}
    >
      {route.name === "settings" ? (
        <Settings
          entry={route.entry}
          data={<DataPage />}
          section={route.section}
          themes={<Themes key="themes" />}
          usage={<UsagePage />}
        />
      ) : route.name === "search" ? (
        <SearchView query={route.query} similarTo={searchSimilar} />
      ) : (
        <ContextGate region={REGION}>
          <ArtifactGate conversationId={conversationId} region={REGION}>
            <ApplyGate>
              <MaterialGate conversationId={conversationId}>
                <ChatView
                  conversationId={conversationId}
                  find={find}
                  meter={meter}
                  similarTo={noteSimilar}
                  toolViews={TOOL_VIEWS}
                />
              </MaterialGate>
            </ApplyGate>
          </ArtifactGate>
        </ContextGate>
      )}
      {exporting && <ExportGate />}
      {saving && <SaveDialog request={saving} />}
    </Shell>
  );
};

const meter = (pending: PendingMessage) => ({
  beside: <ContextMeter {...pending} />,
  above: <ContextNotice {...pending} />,
});

const find = (id: string) => <FindGate conversationId={id} />;

/** Brings the message into view that the address names. */
const useRevealed = (conversationId: string | null, messageId: string | undefined): void => {
  useEffect(() => {
    if (conversationId === null || messageId === undefined) return;
    reveal({ conversationId, messageId, onAnyBranch: true, text: "" });
  }, [conversationId, messageId]);
};

const searchMessages = (text: string) => <FoundInMessages text={text} />;

const searchSimilar = (text: string) => <SimilarConversations text={text} />;

/** Loaded with the first words, not with the empty page. */
const noteSimilar = (text: string) => (text.trim() === "" ? null : <SimilarNote text={text} />);
