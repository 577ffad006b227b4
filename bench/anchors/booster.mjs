// npm's agent-booster on the same cases: how long it takes, and what comes of it. Arguments: its
// module, and a file of cases. Prints one JSON object.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [modulePath, casesPath] = process.argv.slice(2);
const { AgentBoosterWasm } = createRequire(import.meta.url)(modulePath);
const booster = new AgentBoosterWasm();
const cases = JSON.parse(readFileSync(casesPath, "utf8"));
// White space is forgiven: it is not its subject.
const bare = (text) => text.replace(/\s+/g, "");

const milliseconds = [];
const verdicts = cases.map(({ original, edit, language, expected }) => {
  try {
    AgentBoosterWasm.parse_language(language);
  } catch {
    return "unknown";
  }
  const once = () => {
    const begun = performance.now();
    let text;
    try {
      const result = booster.apply_edit(original, edit, AgentBoosterWasm.parse_language(language));
      text = result.confidence >= 0.5 ? result.merged_code : undefined;
    } catch {
      // It refuses by throwing.
    }
    return { took: performance.now() - begun, text };
  };
  const first = once();
  // What is quick is measured again; the least counts.
  const again = first.took < 20 ? Math.min(once().took, once().took) : first.took;
  milliseconds.push(Math.min(first.took, again));
  if (first.text === undefined) {
    return expected === null ? "right" : "refused";
  }
  return expected !== null && bare(first.text) === bare(expected) ? "right" : "wrong";
});
console.log(JSON.stringify({ verdicts, milliseconds }));
