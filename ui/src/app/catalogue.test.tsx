import { OperationError } from "@atelier/client/errors";
import type { Settings, SettingsPatch } from "@atelier/client/types";
import { i18n } from "@lingui/core";
import { act, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";

import { ErrorNote } from "../components/ErrorNote";
import { noteConnection } from "../data/connection";
import { SECTIONS } from "../features/settings/sections";
import { errorLine } from "../lib/error-words";
import { showLanguage } from "../lib/language";
import { createFakeTransport } from "../testing/fake-transport";
import { branchPage } from "../testing/fixtures/conversations";
import { pseudoMessages, unmarked } from "../testing/pseudo";
import { renderWith } from "../testing/render";
import { health, model, secretStatus, settings } from "../testing/samples";
import { App } from "./App";

/** What is no sentence: names, what the core answered here, and units. */
const NO_SENTENCES =
  /\b(\w+:\w+|Atelier|Anthropic|Claude|Simulator|English|Deutsch|Alt|Ctrl|Shift|Esc|Tab|Enter|F6|ReasoningBank|AgentBooster|Math Framework|ChatGPT|Open WebUI|Code|JSON|MiB|KiB|min|ms|claude|data|atelier)\b/g;

const start = (part: Partial<Settings> = {}) => {
  let kept = settings({ language: "en", ...part });
  const transport = createFakeTransport({
    "settings.get": () => kept,
    "settings.save": (patch: SettingsPatch) => {
      kept = { ...kept, ...patch } as Settings;
      return kept;
    },
    "secret.status": secretStatus(),
    "store.status": { state: "on_disk" },
    "model.list": [model("claude")],
    "conversation.list": { items: [], next_cursor: null },
    "draft.get": { text: "" },
    "health.get": health(),
    "conversation.messages": branchPage([]),
  });
  return renderWith(transport, <App />);
};

let messages: Awaited<ReturnType<typeof pseudoMessages>>;
beforeAll(async () => {
  messages = await pseudoMessages();
});
beforeEach(() => act(() => noteConnection({ state: "connected" })));
afterEach(() => {
  location.hash = "";
  localStorage.clear();
  act(() => i18n.loadAndActivate({ locale: "en", messages: {} }));
});

const READ = ["aria-label", "title", "placeholder", "alt", "aria-description", "aria-valuetext"];

/** Returns what can be read in the page and did not come from the catalogue. */
const strays = (): string[] => {
  const page = document.body.cloneNode(true) as HTMLElement;
  for (const foreign of page.querySelectorAll("[lang], kbd, pre, style, script")) foreign.remove();
  for (const element of page.querySelectorAll("*")) element.after(" ");
  const names = [...page.querySelectorAll("*")].flatMap((element) =>
    READ.map((name) => element.getAttribute(name) ?? ""),
  );
  return [page.textContent, ...names]
    .map((text) => unmarked(text).replace(NO_SENTENCES, ""))
    .filter((text) => /\p{L}{3,}/u.test(text));
};

/** Pages are fetched when they are first shown. */
const PATIENCE = { timeout: 20_000 };
const SLOW = 30_000;

const PLACES = [
  "/",
  "/c/one",
  "/search/",
  ...Object.keys(SECTIONS).map((name) => `/settings/${name}`),
];

test.each(PLACES)(
  "at %s every sentence comes from the catalogue",
  async (place) => {
    location.hash = `#${place}`;
    start();
    await waitFor(
      () => expect(document.querySelector("main h1, main textarea, main h2")).not.toBeNull(),
      PATIENCE,
    );
    act(() => i18n.loadAndActivate({ locale: "pseudo", messages }));
    await waitFor(() => expect(document.body.textContent).toContain("⟦"));
    expect(strays()).toEqual([]);
  },
  SLOW,
);

test(
  "in the first steps every sentence comes from the catalogue",
  async () => {
    start({ onboarded: false });
    await waitFor(() => expect(document.querySelector("h1, h2")).not.toBeNull());
    act(() => i18n.loadAndActivate({ locale: "pseudo", messages }));
    expect(strays()).toEqual([]);
  },
  SLOW,
);

test(
  "the language changes at once, where it is chosen first and later, and names itself to the browser",
  async () => {
    const { user } = start({ onboarded: false, language: "de" });
    await screen.findByRole("heading", { name: "Willkommen bei Atelier" }, PATIENCE);
    expect(document.documentElement.lang).toBe("de");
    expect(localStorage.getItem("atelier-language")).toBe("de");
    await user.click(screen.getByRole("radio", { name: "English" }));
    await screen.findByRole("heading", { name: "Welcome to Atelier" });
    expect(document.documentElement.lang).toBe("en");
    await waitFor(() =>
      expect(document.activeElement).toBe(screen.getByRole("radio", { name: "English" })),
    );
  },
  SLOW,
);

test("an error is said in the language that is shown, and the core’s own words stay below", async () => {
  await showLanguage("de");
  const error = new OperationError("not_found", "there is no such folder", "open it again");
  renderWith(createFakeTransport(), <ErrorNote error={error} />);
  expect(screen.getByText("Das ist nicht mehr vorhanden.")).toBeDefined();
  expect(screen.getByText("there is no such folder. open it again").lang).toBe("en");
  expect(errorLine(error)).toBe(
    "Das ist nicht mehr vorhanden. (there is no such folder. open it again)",
  );
});
