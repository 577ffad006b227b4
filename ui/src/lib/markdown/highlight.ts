// Colours for code: lowlight, loaded when the first code block is shown, run when the page is idle.

import type { ElementContent, Root } from "hast";

import { createRecent } from "../recent";

/** A run of code in one colour; `scopes` are the grammar's names for it, outermost first. */
export type Span = { readonly text: string; readonly scopes: readonly string[] };

/** Longer code, or code with a longer line, is shown in one colour. */
const MAX_HIGHLIGHTED = 64 * 1024;
const MAX_LINE = 2_000;
/** What the colours of code may take that were found last, about, in bytes: hundreds of usual blocks. */
const KEPT = 2_000_000;
/** What one run of code in a colour takes, about, in bytes. */
const SPAN = 100;

const known = createRecent<string, readonly Span[]>(
  KEPT,
  (key, spans) => 2 * key.length + SPAN * spans.length,
);

/** Returns of how many blocks the colours are known. */
export const blocksKnown = (): number => known.size();

/** Returns the colours of a code block where they are known already. */
export function knownSpans(language: string, code: string): readonly Span[] | undefined {
  return known.get(keyOf(language, code));
}

/** Finds the colours of a code block; `null` where its language is unknown or it is too large. */
export async function highlight(language: string, code: string): Promise<readonly Span[] | null> {
  if (language === "" || code.length > MAX_HIGHLIGHTED || hasLongLine(code)) return null;
  const key = keyOf(language, code);
  const kept = known.get(key);
  if (kept !== undefined) return kept;
  const lowlight = await load();
  if (!lowlight.registered(language)) return null;
  await idle();
  const spans = flatten(lowlight.highlight(language, code));
  known.set(key, spans);
  return spans;
}

let loading: Promise<ReturnType<typeof import("lowlight")["createLowlight"]>> | undefined;

function load() {
  loading ??= import("lowlight").then(({ common, createLowlight }) => createLowlight(common));
  return loading;
}

function keyOf(language: string, code: string): string {
  return `${language.toLowerCase()}\n${code}`;
}

function hasLongLine(code: string): boolean {
  let start = 0;
  for (let end = code.indexOf("\n"); end !== -1; end = code.indexOf("\n", start)) {
    if (end - start > MAX_LINE) return true;
    start = end + 1;
  }
  return code.length - start > MAX_LINE;
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === "function")
      requestIdleCallback(() => resolve(), { timeout: 500 });
    else setTimeout(resolve, 0);
  });
}

function flatten(root: Root): readonly Span[] {
  const spans: Span[] = [];
  const visit = (
    nodes: readonly (ElementContent | Root["children"][number])[],
    scopes: readonly string[],
  ): void => {
    for (const node of nodes) {
      if (node.type === "text") spans.push({ text: node.value, scopes });
      else if (node.type === "element")
        visit(node.children, [...scopes, ...scopesOf(node.properties["className"])]);
    }
  };
  visit(root.children, []);
  return spans;
}

function scopesOf(classes: unknown): readonly string[] {
  if (!Array.isArray(classes)) return [];
  return classes
    .filter((one): one is string => typeof one === "string")
    .map((one) => one.replace(/^hljs-/, ""));
}
