import type { Settings as SettingsInForce } from "@atelier/client/types";
import { useLocation } from "wouter";

import { later } from "../components/later";
import { Skeleton } from "../components/Skeleton";
import { ChatView, type PendingMessage } from "../features/chat/ChatView";
import { ContextMeter } from "../features/context/ContextMeter";
import { ContextNotice } from "../features/context/ContextNotice";
import { ApplyGate } from "../features/files/ApplyGate";
import { MessageHistory } from "../features/history/MessageHistory";
import { useOpenByNumber } from "../features/history/use-history";
import { routeOf } from "./route";
import { Shell } from "./Shell";

const Settings = later(
  async () => (await import("../features/settings/Settings")).Settings,
  () => <Skeleton className="max-w-2xl p-8" lines={5} />,
);

const UsagePage = later(
  async () => (await import("../features/usage/UsagePage")).UsagePage,
  () => <Skeleton lines={6} />,
);

const nothing = () => null;
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

const USAGE = <UsagePage />;

type Props = { readonly settings: SettingsInForce };

/** Shows what the address names. */
export const Router = ({ settings }: Props) => {
  const [place] = useLocation();
  useOpenByNumber();
  const route = routeOf(place);
  const conversationId = route.name === "conversation" ? route.id : null;
  return (
    <Shell
      conversationId={conversationId}
      history={<MessageHistory similarTo={searchSimilar} />}
      settings={settings}
    >
      {route.name === "settings" ? (
        <Settings entry={route.entry} section={route.section} usage={USAGE} />
      ) : (
        <ApplyGate>
          <ChatView
            conversationId={conversationId}
            meter={meter}
            similarTo={noteSimilar}
            toolViews={TOOL_VIEWS}
          />
        </ApplyGate>
      )}
    </Shell>
  );
};

const meter = (pending: PendingMessage) => ({
  beside: <ContextMeter {...pending} />,
  above: <ContextNotice {...pending} />,
});

const searchSimilar = (text: string) => <SimilarConversations text={text} />;

/** Loaded with the first words, not with the empty page. */
const noteSimilar = (text: string) => (text.trim() === "" ? null : <SimilarNote text={text} />);
