import { describe, expect, it } from "vitest";

import { hasToken, toggleToken, tokenOf, wordsOf } from "./query-text";

describe("the text of a query", () => {
  it("gains and loses a filter, and keeps what was written", () => {
    expect(toggleToken('sort "two words"', "is:pinned")).toBe('sort "two words" is:pinned');
    expect(toggleToken('sort is:pinned "two words"', "is:pinned")).toBe('sort "two words"');
    expect(toggleToken("", "has:code")).toBe("has:code");
    expect(hasToken("sort is:pinned", "is:pinned")).toBe(true);
    expect(hasToken("is:pinnedx", "is:pinned")).toBe(false);
  });

  it("quotes names with spaces, and finds them again", () => {
    const token = tokenOf("project", "My thesis");
    expect(token).toBe('project:"My thesis"');
    expect(toggleToken(`tides ${token}`, token)).toBe("tides");
    expect(tokenOf("tag", "work")).toBe("tag:work");
  });

  it("knows which of it are words", () => {
    expect(wordsOf('sort -list "two words" tag:x before:2026 http://a')).toBe(
      "sort two words http://a",
    );
  });
});
