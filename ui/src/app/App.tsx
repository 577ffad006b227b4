import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useLayoutEffect, useState } from "react";

import { Skeleton } from "../components/Skeleton";
import { Toasts } from "../components/Toasts";
import { noteConnection } from "../data/connection";
import { useTransport } from "../data/transport";
import { useOperation } from "../data/use-operation";
import { useSettings } from "../data/use-settings";
import { watchChanges } from "../data/watch-changes";
import { keepAppearance } from "../design/theme";
import { listenForShortcuts } from "../lib/shortcuts/registry";
import { useElapsed } from "../lib/use-elapsed";
import { usePlatform } from "../platform/context";
import { CannotStart } from "./CannotStart";
import { ErrorBoundary } from "./ErrorBoundary";

// The window is asked for at once, beside the settings; what else may be first waits until it is.
const router = import("./Router");
const Router = lazy(async () => ({ default: (await router).Router }));
const FirstSteps = lazy(async () => ({ default: (await import("./FirstSteps")).FirstSteps }));
const Locked = lazy(async () => ({ default: (await import("./Locked")).Locked }));

/** The application: what has to be settled first, and then the window. */
export const App = () => {
  useChanges();
  useShortcuts();
  return (
    <ErrorBoundary region="Atelier">
      <Suspense fallback={<Starting />}>
        <Start />
      </Suspense>
      <Toasts />
    </ErrorBoundary>
  );
};

const Start = () => {
  const { settings, error, retry } = useSettings();
  const secrets = useOperation("secret.status", {});
  const [without, setWithout] = useState(false);
  const patient = !useElapsed(KEYCHAIN_PATIENCE);
  const appearance = settings?.appearance;

  useLayoutEffect(() => {
    if (appearance !== undefined) keepAppearance(appearance);
  }, [appearance]);

  // A locked keychain alone locks nobody out: whoever has nothing stored yet may look around.
  if (secrets.data?.store.state === "unavailable" && !without) {
    return <Locked onContinue={() => setWithout(true)} />;
  }
  if (error) return <CannotStart error={error} onRetry={retry} />;
  if (!settings || (secrets.isPending && patient)) {
    return <Starting />;
  }
  return settings.onboarded ? <Router settings={settings} /> : <FirstSteps />;
};

const Starting = () => <Skeleton className="mx-auto max-w-reading px-6 py-16" lines={6} />;

/** How long a slow keychain may hold up the window, in ms. */
const KEYCHAIN_PATIENCE = 400;

/** Follows what others change, for as long as the window is there. */
const useChanges = (): void => {
  const transport = useTransport();
  const client = useQueryClient();
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    void watchChanges({ transport, client, signal, onConnection: noteConnection });
    return () => controller.abort();
  }, [transport, client]);
};

const useShortcuts = (): void => {
  const { isMac } = usePlatform();
  useEffect(() => listenForShortcuts(isMac), [isMac]);
};
