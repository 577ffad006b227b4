import "../lib/language";

import { cleanup, configure } from "@testing-library/react";
import { afterEach, expect } from "vitest";

// What is loaded on demand is compiled first, which takes more than the second that is usual where
// the machine has other work.
configure({ asyncUtilTimeout: 5_000 });

/** What was complained of since the last test. React says in this way what is wrong with a page that still draws. */
const complaints: string[] = [];

/** The browser of the tests knows no `<search>`; those that people use do. */
const KNOWN = "The tag <%s> is unrecognized in this browser.";

const { error: complain } = console;
console.error = (...said: unknown[]) => {
  const [what, tag] = said.map(String);
  if (what?.startsWith(KNOWN) && tag === "search") return;
  complaints.push(said.map(String).join(" "));
  complain(...said);
};

afterEach(() => {
  cleanup();
  expect(complaints.splice(0), "nothing is complained of on the console").toEqual([]);
});
