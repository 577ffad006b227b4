import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

import { ROOT } from "../harness/programs";
import { until } from "../harness/until";
import { reportOnFailure, useProduct } from "./product";
import { SETTINGS_PAGES } from "./settings-pages";

/** The sentences of the catalogue that read otherwise in German, without those that hold values. */
const english = (): string[] => {
  const catalogue = readFileSync(join(ROOT, "ui/src/locales/de.po"), "utf8");
  return catalogue.split("\n\n").flatMap((entry) => {
    const of = (key: string): string => {
      const found = new RegExp(`^${key} ((?:".*"\n?)+)`, "m").exec(`${entry}\n`)?.[1] ?? '""';
      return found
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as string)
        .join("");
    };
    const [source, german] = [of("msgid"), of("msgstr")];
    return source.length < 4 || source === german || /[{<]/.test(source) ? [] : [source];
  });
};

/** Every text of its own that the page shows, and every name that it gives; not what says that it is in English. */
const said = (): string[] => {
  const names = ["aria-label", "title", "placeholder", "alt"];
  return [...document.body.querySelectorAll("*")].flatMap((element) => {
    if (element.closest("[lang], script, style, article")) return [];
    const own = [...element.childNodes].flatMap((node) =>
      node.nodeType === Node.TEXT_NODE ? [node.nodeValue ?? ""] : [],
    );
    return [own.join("").trim(), ...names.map((name) => element.getAttribute(name) ?? "")];
  });
};

describe("in German", () => {
  const product = useProduct({ behind: "settings", start: "first-run", keychain: "none" });
  const { screen } = product;
  const language = () =>
    product.door.driver.executeScript<string>(() => document.documentElement.lang);

  test("goes from nothing to an answer, in the language that is chosen first", async () => {
    reportOnFailure(product);
    await screen.get("heading", "Welcome to Atelier", 30_000);
    await screen.click("radio", "Deutsch");
    await screen.get("heading", "Willkommen bei Atelier");
    expect(await language()).toBe("de");
    await screen.click("button", "Weiter");
    await screen.get("heading", "Ihr API-Schlüssel");
    await screen.click("button", "Erst umsehen");
    await screen.shows("Die Antworten sind simuliert.");
    await screen.click("button", "Umsehen");
    const field = await screen.get("textbox", "Nachricht", 30_000);
    await field.click();
    await field.sendKeys("Was ist eine gute Werkbank?");
    await screen.click("button", "Senden");
    await screen.get("article", "Antwort", 30_000);
    await screen.shows("Simulierte Antwort");
    await screen.get("link", "Was ist eine gute Werkbank?");
    await screen.get("button", "Neu antworten lassen", 30_000);
  });

  test("leaves no sentence in English, in the conversation and on every page of the settings", async () => {
    reportOnFailure(product);
    const sentences = new Set(english());
    expect(sentences.size).toBeGreaterThan(800);
    const left: string[] = [];
    const look = async (place: string) => {
      const all = await product.door.driver.executeScript<string[]>(said);
      left.push(...all.filter((text) => sentences.has(text)).map((text) => `${place}: ${text}`));
    };
    await look("conversation");
    for (const page of Object.keys(SETTINGS_PAGES)) {
      await product.go(`/settings/${page}`);
      await screen.get("heading");
      await until(`${page} has come`, async () => {
        const texts = await product.door.driver.executeScript<string[]>(said);
        return !texts.includes("Wird geladen");
      });
      await look(page);
    }
    expect(left).toEqual([]);
  });

  test("is the language of the next start at once, and goes back to English while it runs", async () => {
    reportOnFailure(product);
    await product.door.driver.navigate().refresh();
    await screen.get("heading", "Über", 30_000);
    expect(await language()).toBe("de");
    await product.door.operation("settings.save", { language: "en" });
    await screen.get("heading", "About");
    await until("the document says so", async () => (await language()) === "en");
  });
});
