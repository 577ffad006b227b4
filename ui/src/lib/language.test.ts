import { i18n } from "@lingui/core";
import { plural } from "@lingui/core/macro";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { localeFor, showLanguage } from "./language";
import { bytes, count, list, money, percent } from "./quantity";
import { duration, exactTime, relativeTime } from "./time";

test.each([
  ["de", ["en-US"], "de"],
  ["en", ["de-DE"], "en"],
  ["system", ["de-AT", "en"], "de"],
  ["system", ["fr-FR", "de"], "de"],
  ["system", ["fr"], "en"],
  ["system", [], "en"],
] as const)("%s where the system asks for %j is %s", (language, wishes, locale) => {
  expect(localeFor(language, wishes)).toBe(locale);
});

test("whoever chooses twice gets the later choice", async () => {
  await Promise.all([showLanguage("de"), showLanguage("en")]);
  expect(i18n.locale).toBe("en");
  expect(document.documentElement.lang).toBe("en");
});

describe("in German", () => {
  beforeEach(() => showLanguage("de"));
  afterEach(() => showLanguage("en"));

  const NOON = new Date(2026, 5, 17, 12).getTime();
  const HOUR = 3_600_000;
  const plain = (text: string) => text.replace(/\u00a0/g, " ");

  test("numbers, sizes, lists and times are written as there", () => {
    expect(plain(money(1_239_000_000))).toBe("1,24 $");
    expect(money(null)).toBe("unbekannt");
    expect(count(1_234_567)).toBe("1.234.567");
    expect(bytes(1_536)).toBe("1,5 KiB");
    expect(plain(percent(0.5))).toBe("50 %");
    expect(duration(1_234)).toBe("1,2 s");
    expect(list(["a", "b", "c"], "conjunction")).toBe("a, b und c");
    expect(relativeTime(NOON - 30_000, NOON)).toBe("gerade eben");
    expect(relativeTime(NOON - 3 * HOUR, NOON)).toBe("vor 3 Std.");
    expect(relativeTime(NOON - 24 * HOUR, NOON)).toBe("gestern");
    expect(exactTime(NOON)).toMatch(/^17\. Juni 2026/);
  });

  test("one is not many", () => {
    const messages = (n: number) => plural({ count: n }, { one: "# message", other: "# messages" });
    expect([1, 2, 1_000].map(messages)).toEqual([
      "1 Nachricht",
      "2 Nachrichten",
      "1.000 Nachrichten",
    ]);
  });
});
