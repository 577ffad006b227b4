import { describe, expect, it } from "vitest";

import { sharedWords, standing } from "./why";

const words = (...all: string[]) => ({ matched: all.map((word) => ({ word, share: 0.2 })) });

describe("why a conversation was found", () => {
  it("names the shared words, the first of many", () => {
    expect(sharedWords(words("sort", "tuples"))).toBe("Shares “sort” and “tuples”");
    expect(sharedWords(words("a", "b", "c", "d", "e"))).toBe("Shares “a”, “b”, “c”, “d” and more");
    expect(sharedWords(words())).toBe("Found by what answers like it say");
  });

  it("says how alike it is, and what people made of it", () => {
    const unjudged = { similarity: 0.617, wins: 0, losses: 0, success_rate: 1 };
    expect(standing(unjudged)).toBe("62% alike");
    expect(standing({ ...unjudged, wins: 3, losses: 1 })).toBe("62% alike · helped 3 of 4 times");
    expect(standing({ ...unjudged, wins: 0, losses: 1 })).toBe("62% alike · helped 0 of 1 time");
  });
});
