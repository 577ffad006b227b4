import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import type { WebDriver } from "selenium-webdriver";

/** One thing that axe found, in one line. */
type Finding = { readonly impact: string; readonly line: string };

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Returns what axe finds wrong with the page as it is now: serious and critical things. */
export const seriousFindings = async (driver: WebDriver): Promise<readonly string[]> => {
  await driver.executeAsyncScript(letItStand);
  await driver.executeScript(SOURCE);
  const findings = await driver.executeAsyncScript<Finding[]>(runAxe);
  return findings
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ line }) => line);
};

/** Ends what still fades or moves: a thing half faded in has no contrast yet. */
function letItStand(done: () => void): void {
  for (const animation of document.getAnimations()) {
    const end = animation.effect?.getComputedTiming().endTime;
    if (end !== Number.POSITIVE_INFINITY) animation.finish();
  }
  setTimeout(done, 50);
}

function runAxe(done: (findings: Finding[]) => void): void {
  type Node = { target: unknown; failureSummary?: string };
  type Violation = { id: string; impact: string | null; nodes: Node[] };
  type Axe = { run: (context: unknown, options: object) => Promise<{ violations: Violation[] }> };
  const { axe } = window as unknown as { axe: Axe };
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  axe.run(document, { runOnly: tags, resultTypes: ["violations"] }).then(
    ({ violations }) =>
      done(
        violations.flatMap(({ id, impact, nodes }) =>
          nodes.map(({ target, failureSummary = "" }) => ({
            impact: impact ?? "minor",
            line: `${id} (${impact}) at ${JSON.stringify(target)}: ${failureSummary.replace(/\s+/g, " ")}`,
          })),
        ),
      ),
    (error) => done([{ impact: "critical", line: `axe did not run: ${error}` }]),
  );
}
