import { describe, expect, it } from "vitest";

import { meantBy, namedFile } from "./named-file";

describe("the file that a block of code is for", () => {
  const cases: readonly (readonly [code: string, before: string, file: string | null])[] = [
    ["--- a/src/a.rs\n+++ b/src/a.rs\n@@ -1 +1 @@", "See `other.rs`.", "src/a.rs"],
    ["*** Begin Patch\n*** Update File: lib/b.py\n", "", "lib/b.py"],
    ["// src/router.ts\nexport {};", "", "src/router.ts"],
    ["#!/bin/sh\n# scripts/run.sh\necho", "", "scripts/run.sh"],
    ["/* File: theme.css */", "", "theme.css"],
    ["<!-- index.html -->", "", "index.html"],
    ["x", "In src/a.rs, and then in `src/b.rs`:", "src/b.rs"],
    ["x", "Change ./src/main.rs:", "src/main.rs"],
    ["x", "**Cargo.toml**", "Cargo.toml"],
    ["x", "Put this into `Makefile`", "Makefile"],
    ["// see the docs", "As said above, e.g. 3.5 times faster.", null],
    ["// see later", "", null],
    ["x", "", null],
  ];
  it.each(cases)("%j after %j is %j", (code, before, file) => {
    expect(namedFile({ code, before })).toBe(file);
  });

  it("ends in time, whatever is said", () => {
    const started = performance.now();
    namedFile({ code: `// ${"a/".repeat(5_000)} `, before: "a.".repeat(50_000) });
    namedFile({ code: "-".repeat(50_000), before: `\`${"a-".repeat(20_000)}` });
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it("is chosen only where the name leaves no doubt", () => {
    const paths = ["src/lib.rs", "crates/a/src/lib.rs", "README.md", "docs/guide.md"];
    expect(meantBy("src/lib.rs", paths)).toBe("src/lib.rs");
    expect(meantBy("lib.rs", paths)).toBeNull();
    expect(meantBy("guide.md", paths)).toBe("docs/guide.md");
    expect(meantBy("absent.md", paths)).toBeNull();
  });
});
