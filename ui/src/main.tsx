import "./design/global.css";

import { createHttpTransport } from "@atelier/client/transports/http";
import { createTauriTransport } from "@atelier/client/transports/tauri";
import { takeToken } from "@atelier/client/transports/token";
import { StrictMode } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";

import { App } from "./app/App";
import { afterFirstPaint } from "./app/first-paint";
import { Providers } from "./app/Providers";
import { askAhead, createQueryClient } from "./data/query-client";
import { followSystemTheme, useTheme } from "./design/theme";
import { restoreTokens } from "./design/theme-tokens";
import { localeFor, rememberedLanguage, showLanguage } from "./lib/language";
import { logConsole } from "./platform/console";
import { createTauriPlatform, inDesktopWindow } from "./platform/tauri";
import { prepareScripts } from "./platform/trusted";
import { createWebPlatform } from "./platform/web";

const desktop = inDesktopWindow();
const token = desktop ? null : takeToken();
const transport = desktop ? createTauriTransport() : createHttpTransport({ token });
const platform = desktop ? createTauriPlatform(transport) : createWebPlatform(token);

const client = createQueryClient();

askAhead(client, transport, ["settings.get", "store.status"]);
logConsole(transport);
prepareScripts();
followSystemTheme();
restoreTokens(useTheme.getState().theme);

const root = document.getElementById("root");
if (!root) throw new Error("the page has no root element");
const start = (): void => {
  // At once, rather than in a task of its own, which the window's first layout would come before.
  flushSync(() =>
    createRoot(root).render(
      <StrictMode>
        <Providers client={client} platform={platform} transport={transport}>
          <App />
        </Providers>
      </StrictMode>,
    ),
  );
};
const language = rememberedLanguage();
if (localeFor(language, navigator.languages) === "en") start();
else void showLanguage(language).then(start);

// The core measures its start by this call; nothing here depends on the answer.
if (desktop) afterFirstPaint(() => transport.call("health.get", {}).catch(() => {}));
