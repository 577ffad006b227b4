import { i18n } from "@lingui/core";
import { msg, plural, t } from "@lingui/core/macro";
import { afterEach, expect, test } from "vitest";

import { said } from "./said";

afterEach(() => i18n.loadAndActivate({ locale: "en", messages: {} }));

const files = (count: number) => plural(count, { one: "# file", other: "# files" });

test("a sentence is said in English without a catalogue, its values in it", () => {
  expect(said("abc123Save {name}", { name: "“{x}”" })).toBe("Save “{x}”");
  expect(said("abc123Nothing’s here")).toBe("Nothing’s here");
  expect([files(1), files(2)]).toEqual(["1 file", "2 files"]);
});

test("what the macros write is found in a catalogue under the id that its descriptor has", () => {
  const { id } = msg`Save`;
  expect(t`Save`).toBe("Save");
  i18n.loadAndActivate({ locale: "de", messages: { [id]: "Speichern" } });
  expect(t`Save`).toBe("Speichern");
  const name = "a";
  expect(t`Nobody has translated ${name}`).toBe("Nobody has translated a");
  i18n.loadAndActivate({ locale: "en", messages: {} });
  expect(t`Save`).toBe("Save");
});

test("an empty value and one that looks like a sentence stay what they are", () => {
  expect(said("abc123{a}{b}", { a: "", b: "{a}" })).toBe("{a}");
});
