import { expect, it } from "vitest";

import { domainsOf } from "./domains";

it("reads what a person copies as domains", () => {
  expect(domainsOf(" https://Example.com/ \n\nb.example/Docs, b.example/Docs\n")).toEqual({
    domains: ["example.com", "b.example/Docs"],
    wrong: null,
  });
  expect(domainsOf("")).toEqual({ domains: [], wrong: null });
});

it.each([
  "localhost",
  "exa mple.com",
  "-a.example",
  "a..example",
  "a.example/*/*",
  "ä.example",
  "javascript:alert(1)",
  "a.example:8080",
  "a".repeat(300),
])("says that “%s” is none", (line) => {
  expect(domainsOf(`b.example\n${line}`).wrong).toBe(line.slice(0, 100));
});
