import type { Settings as SettingsInForce } from "@atelier/client/types";
import { lazy, Suspense } from "react";
import { useLocation } from "wouter";

import { Skeleton } from "../components/Skeleton";
import { ChatView } from "../features/chat/ChatView";
import { MessageHistory } from "../features/history/MessageHistory";
import { useOpenByNumber } from "../features/history/use-history";
import { routeOf } from "./route";
import { Shell } from "./Shell";

const Settings = lazy(async () => ({
  default: (await import("../features/settings/Settings")).Settings,
}));

type Props = { readonly settings: SettingsInForce };

/** Shows what the address names. */
export const Router = ({ settings }: Props) => {
  const [place] = useLocation();
  useOpenByNumber();
  const route = routeOf(place);
  const conversationId = route.name === "conversation" ? route.id : null;
  return (
    <Shell conversationId={conversationId} history={<MessageHistory />} settings={settings}>
      {route.name === "settings" ? (
        <Suspense fallback={<Skeleton className="max-w-2xl p-8" lines={5} />}>
          <Settings entry={route.entry} section={route.section} />
        </Suspense>
      ) : (
        <ChatView conversationId={conversationId} />
      )}
    </Shell>
  );
};
