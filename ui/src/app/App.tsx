import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useLayoutEffect, useState } from "react";

import { later } from "../components/later";
import { Skeleton } from "../components/Skeleton";
import { Toasts } from "../components/Toasts";
import { noteConnection } from "../data/connection";
import { useTransport } from "../data/transport";
import { useOperation } from "../data/use-operation";
import { useSettings } from "../data/use-settings";
import { watchChanges } from "../data/watch-changes";
import { isFirstVisit, keepAppearance } from "../design/theme";
import { keepLanguage, useLocale } from "../lib/language";
import { bindShortcuts } from "../lib/shortcuts/bindings";
import { listenForShortcuts } from "../lib/shortcuts/registry";
import { usePlatform } from "../platform/context";
import { CannotStart } from "./CannotStart";
import { ErrorBoundary } from "./ErrorBoundary";
import { useThemeTokens } from "./use-theme-tokens";

const Starting = () => <Skeleton className="mx-auto max-w-reading px-6 py-16" lines={6} />;

const Router = later(async () => (await import("./Router")).Router, Starting);
const FirstSteps = later(async () => (await import("./FirstSteps")).FirstSteps, Starting);
const QuickEntry = later(async () => (await import("./QuickEntry")).QuickEntry, Starting);
const Locked = later(async () => (await import("./Locked")).Locked, Starting);

// What is most likely first is asked for at once, beside the settings that decide it.
(isFirstVisit() ? FirstSteps : Router).prepare();

/** The application: what has to be settled first, and then the window. */
export const App = () => {
  useChanges();
  useShortcuts();
  // Whatever is drawn below is drawn again in another language; what is remembered there says so itself.
  useLocale();
  return (
    <ErrorBoundary region="Atelier">
      <Start />
      <Toasts />
    </ErrorBoundary>
  );
};

const Start = () => {
  const { settings, error, retry } = useSettings();
  const store = useOperation("store.status", {});
  const [without, setWithout] = useState(false);
  const kind = usePlatform().window;
  const appearance = settings?.appearance;
  const language = settings?.language;

  useLayoutEffect(() => {
    if (appearance !== undefined) keepAppearance(appearance);
  }, [appearance]);
  useEffect(() => {
    if (language !== undefined) keepLanguage(language);
  }, [language]);

  useThemeTokens(settings);
  const shortcuts = settings?.shortcuts;
  useEffect(() => {
    if (shortcuts !== undefined) bindShortcuts(shortcuts);
  }, [shortcuts]);

  // What is missing for it is said where it is sent; the first steps are the main window’s.
  if (kind === "quick" && settings) return <QuickEntry settings={settings} />;
  // A locked keychain alone locks nobody out: whoever has nothing stored yet may look around.
  if (store.data?.state === "unavailable" && !without) {
    return <Locked onContinue={() => setWithout(true)} />;
  }
  if (error) return <CannotStart error={error} onRetry={retry} />;
  if (!settings || store.isPending) return <Starting />;
  return settings.onboarded ? <Router settings={settings} /> : <FirstSteps />;
};

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
