import type { Language } from "@atelier/client/types";
import { i18n, type Messages } from "@lingui/core";
import { compileMessage } from "@lingui/message-utils/compileMessage";
import { useSyncExternalStore } from "react";

/** A language that the page speaks, by its tag. */
export type Locale = Exclude<Language, "system">;

/** What each language calls itself. */
export const NATIVE_NAMES: Record<Locale, string> = { en: "English", de: "Deutsch" };

/** Catalogues come when their language is first shown. English is the source: its sentences stand in the code. */
const CATALOGUES: Record<Exclude<Locale, "en">, () => Promise<Messages>> = {
  de: async () => (await import("../locales/de.po")).messages,
};

/** Where the language is remembered, for the first paint of the next visit. */
const STORED_AS = "atelier-language";

/** Sentences that were read so far: English ones are not compiled ahead, and most are said again and again. */
const compiled = new Map<string, ReturnType<typeof compileMessage>>();

i18n.setMessagesCompiler((message) => {
  const known = compiled.get(message) ?? compileMessage(message);
  compiled.set(message, known);
  return known;
});
i18n.loadAndActivate({ locale: "en", messages: {} });

/** Returns the language that a choice comes to where the system asks for `wishes`, the most wanted first. */
export const localeFor = (language: Language, wishes: readonly string[]): Locale => {
  if (language !== "system") return language;
  for (const wish of wishes) {
    const tag = wish.toLowerCase().split("-")[0];
    if (isLocale(tag)) return tag;
  }
  return "en";
};

let wanted: Locale = "en";

/** Shows everything in a language, once its sentences are there; a language that cannot be fetched changes nothing. */
export const showLanguage = async (language: Language): Promise<void> => {
  const locale = localeFor(language, navigator.languages);
  wanted = locale;
  try {
    const messages = locale === "en" ? {} : await CATALOGUES[locale]();
    // Whoever chose anew in the meantime gets the later choice.
    if (wanted === locale) activate(locale, messages);
  } catch {
    wanted = i18n.locale === "de" ? "de" : "en";
  }
};

/** Shows the language of the settings, and remembers it for the next first paint. */
export const keepLanguage = (language: Language): void => {
  void showLanguage(language);
  try {
    localStorage.setItem(STORED_AS, language);
  } catch {
    // A page that may store nothing begins in the system's language, and that is all.
  }
};

/** Returns the language of the last visit. */
export const rememberedLanguage = (): Language => {
  try {
    const stored = localStorage.getItem(STORED_AS) ?? undefined;
    return isLocale(stored) ? stored : "system";
  } catch {
    return "system";
  }
};

/** Returns the language that is shown, and renders the component again when that changes. */
export const useLocale = (): string => useSyncExternalStore(onChange, shown, shown);

/** Returns what to write numbers and dates by: the language that is shown, as the system's region has it. */
export const regions = (): string[] => {
  const { locale } = i18n;
  const own = navigator.languages.filter((tag) => tag.toLowerCase().split("-")[0] === locale);
  return [...own, locale];
};

const activate = (locale: Locale, messages: Messages): void => {
  if (i18n.locale === locale && document.documentElement.lang === locale) return;
  document.documentElement.lang = locale;
  i18n.loadAndActivate({ locale, messages });
};

const isLocale = (tag: string | undefined): tag is Locale =>
  tag !== undefined && Object.hasOwn(NATIVE_NAMES, tag);

const onChange = (listener: () => void): (() => void) => i18n.on("change", listener);
const shown = (): string => i18n.locale;
