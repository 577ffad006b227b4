import type { Transport } from "@atelier/client";
import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Router } from "wouter";
import { useHashLocation } from "wouter/use-hash-location";

import { createStreamRegistry, StreamRegistryContext } from "../data/stream-registry";
import { TransportContext } from "../data/transport";
import { PlatformContext } from "../platform/context";
import type { Platform } from "../platform/types";

type Props = {
  readonly transport: Transport;
  readonly client: QueryClient;
  readonly platform: Platform;
  readonly children: ReactNode;
};

/** Gives the tree what it reaches outside through: the core, the cache, the platform, the address. */
export const Providers = ({ transport, client, platform, children }: Props) => {
  const [streams] = useState(createStreamRegistry);
  return (
    <PlatformContext value={platform}>
      <TransportContext value={transport}>
        <StreamRegistryContext value={streams}>
          <QueryClientProvider client={client}>
            <I18nProvider i18n={i18n}>
              <Router hook={useHashLocation}>{children}</Router>
            </I18nProvider>
          </QueryClientProvider>
        </StreamRegistryContext>
      </TransportContext>
    </PlatformContext>
  );
};
