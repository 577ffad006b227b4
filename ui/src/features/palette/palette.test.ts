import { Info } from "lucide-react";
import { expect, test } from "vitest";

import { type Entry, find } from "./entries";
import { match } from "./fuzzy";
import { firstSentence, isDestructive, offered, titleOf } from "./operations";
import { fieldsOf, inputOf } from "./schema";

const entry = (title: string, part: Partial<Entry> = {}): Entry => ({
  id: title,
  title,
  group: "Action",
  icon: Info,
  run: () => {},
  ...part,
});
const titles = (entries: readonly Entry[], query: string, recent: readonly string[] = []) =>
  find(entries, query, recent).map((found) => found.entry.title);

test.each([
  ["nc", "New conversation", [0, 4]],
  ["CONV new", "New conversation", [0, 1, 2, 4, 5, 6, 7]],
  ["set", "Reset the sidebar", [2, 3, 4]],
  ["é", "Café", [3]],
  ["", "anything", []],
])("%j is found in %j", (query, text, at) => {
  expect(match(query, text)?.at).toEqual(at);
});

test.each([
  ["xyz", "New conversation"],
  ["vn", "New"],
  ["new new old", "New"],
])("%j is not found in %j", (query, text) => expect(match(query, text)).toBeNull());

test("hostile queries and titles end, and soon", () => {
  const begun = performance.now();
  match("a".repeat(200), "a".repeat(20_000));
  match("ab".repeat(100), `${"a".repeat(20_000)}b`);
  match("İ😀‮", "İstanbul 😀 ‮x");
  expect(performance.now() - begun).toBeLessThan(1_000);
});

test("the beginning counts most, then what stands together in a word, then beginnings of words", () => {
  const all = ["Open settings", "Reset", "Settings", "Show every talk"].map((title) =>
    entry(title),
  );
  expect(titles(all, "set")).toEqual(["Settings", "Open settings", "Show every talk", "Reset"]);
});

test("what was used lately comes first, and what is hidden only when it is looked for", () => {
  const all = [entry("One"), entry("Two"), entry("Three"), entry("Deep", { hidden: true })];
  expect(titles(all, "", ["Three", "Deep"])).toEqual(["Three", "Deep", "One", "Two"]);
  expect(titles(all, "")).toEqual(["One", "Two", "Three"]);
  expect(titles(all, "deep")).toEqual(["Deep"]);
  expect(titles(all, "t", ["Three"])[0]).toBe("Three");
  expect(titles(all, "t", [])[0]).toBe("Two");
});

test("other words find it too, below what bears the name", () => {
  const all = [entry("Colours", { words: "theme" }), entry("Theme: Night")];
  expect(titles(all, "theme")).toEqual(["Theme: Night", "Colours"]);
  expect(titles([entry("Said", { always: true })], "zzz")).toEqual(["Said"]);
});

const operation = (name: string, kind: "query" | "command" | "stream" = "command") => ({
  name,
  kind,
  doc: "",
  requires: [],
});

test("what streams or holds a secret is not offered, what cannot be taken back is confirmed", () => {
  const names = ["conversation.send", "secret.save", "secret.verify", "draft.save"];
  const all = names.map((name) =>
    operation(name, name === "conversation.send" ? "stream" : "command"),
  );
  expect(offered(all).map(({ name }) => name)).toEqual(["secret.verify"]);
  for (const name of ["conversation.delete", "pattern.forget_all", "folder.close", "file.undo"]) {
    expect(isDestructive(name, "command"), name).toBe(true);
  }
  expect(isDestructive("conversation.rename", "command")).toBe(false);
  expect(isDestructive("trash.delete", "query")).toBe(false);
  expect(titleOf("pattern.forget_all")).toBe("Pattern: forget all");
  expect(firstSentence("Does it.\nAnd more.")).toBe("Does it.");
});

const SCHEMA = {
  $ref: "#/$defs/Patch",
  $defs: {
    Patch: {
      type: "object",
      required: ["id", "on"],
      properties: {
        limit: { type: ["integer", "null"], minimum: 1, maximum: 50 },
        id: { $ref: "#/$defs/Id" },
        tone: { anyOf: [{ $ref: "#/$defs/Tone" }, { type: "null" }] },
        on: { type: "boolean", description: "Whether it is on." },
        body: { type: "string" },
        tags: { type: "array", items: { type: "string" } },
        loop: { $ref: "#/$defs/Loop" },
      },
    },
    Id: { type: "string", format: "uuid" },
    Tone: { oneOf: [{ const: "warm" }, { const: "cold" }] },
    Loop: { $ref: "#/$defs/Loop" },
  },
};

test("a schema becomes the fields of a small form, what is needed first", () => {
  const fields = fieldsOf(SCHEMA);
  expect(fields.map(({ name, kind }) => [name, kind.type])).toEqual([
    ["id", "text"],
    ["on", "flag"],
    ["limit", "number"],
    ["tone", "choice"],
    ["body", "text"],
    ["tags", "json"],
    ["loop", "json"],
  ]);
  expect(fields.find(({ name }) => name === "tone")?.kind).toEqual({
    type: "choice",
    options: ["warm", "cold"],
  });
  for (const odd of [
    null,
    3,
    "x",
    {},
    { properties: 1 },
    { $ref: "#/$defs/__proto__", $defs: {} },
  ]) {
    expect(fieldsOf(odd)).toEqual([]);
  }
});

test("what was typed becomes an input, or says what is wrong with it", () => {
  const fields = fieldsOf(SCHEMA);
  const typed = { id: "x", limit: "7", tone: "warm", tags: '["a"]', on: "true" };
  expect(inputOf(fields, typed)).toEqual({
    input: { id: "x", on: true, limit: 7, tone: "warm", tags: ["a"] },
    wrong: {},
  });
  expect(inputOf(fields, { limit: "1.5", tags: "[" })).toEqual({
    input: { on: false },
    wrong: {
      id: "This is needed.",
      limit: "Write a number.",
      tags: 'Write JSON, such as ["one", "two"].',
    },
  });
});
