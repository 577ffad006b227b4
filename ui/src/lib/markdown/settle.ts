// Makes the end of a growing text readable: marks that are open are closed, marks that may still
// become something else are held back. Only what is shown changes; the final text never passes here.

import { MAX_FORMATTED } from "./lex";
import { isArriving, readFormula } from "./math";

/** Returns the block as it should be shown while more text may follow. */
export function settle(source: string): string {
  if (source.length > MAX_FORMATTED) return source;
  if (insideFence(source)) return dropUndecidedFence(source);
  const text = dropUndecidedLine(source);
  if (/^(?: {4}|\t)/.test(text)) return text;
  if (/^ {0,3}(?:\$\$|\\\[)/.test(text) && isArriving(text.trimStart())) return "";
  const table = completeTable(text);
  if (table !== null) return table;
  const region = inlineStart(text);
  const settled = dropUndecidedLine(text.slice(0, region) + closeInline(text.slice(region)));
  return settled.trim() === "" ? "" : settled;
}

// A last line that could be a list marker, a rule, an underline, a heading, a fence, a delimiter row
// or a task box; showing it now would make the text jump once it is decided.
const UNDECIDED_LINE =
  /^(?:(?:[-+*]|\d{1,9}[.)]?)(?:[ \t]+\[[ xX]?\]?)?|[-=_*][-=_* \t]*|#{1,6}|`{1,2}|~{1,2}|(?:`{3,}|~{3,})[^`\n]*|[|:-][|: \t-]*|<|!?\[)?$/;

function dropUndecidedLine(text: string): string {
  const start = text.lastIndexOf("\n") + 1;
  const line = text.slice(start);
  const bare = line.replace(/^[ \t>]+/, "").trimEnd();
  return line !== "" && UNDECIDED_LINE.test(bare) ? text.slice(0, start) : text;
}

const FENCE_LINE = /^[ \t]*(?:>[ \t]*)*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})/;

function insideFence(source: string): boolean {
  if (!source.includes("```") && !source.includes("~~~")) return false;
  let open: string | null = null;
  const complete = source.slice(0, source.lastIndexOf("\n") + 1);
  for (const line of complete.split("\n")) {
    const marks = FENCE_LINE.exec(line)?.[1];
    if (marks === undefined) continue;
    if (open === null) open = marks;
    else if (marks.startsWith(open)) open = null;
  }
  return open !== null;
}

function dropUndecidedFence(source: string): string {
  const start = source.lastIndexOf("\n") + 1;
  return /^[ \t>]*(?:`+|~+)[ \t]*$/.test(source.slice(start)) ? source.slice(0, start) : source;
}

// A header row without its delimiter row is shown as the table it is about to be.
function completeTable(text: string): string | null {
  const line = text.trim();
  if (!line.startsWith("|") || line.length < 3 || line.includes("\n")) return null;
  const cells = line
    .replace(/^\|/, "")
    .replace(/(?<!\\)\|$/, "")
    .split(/(?<!\\)\|/).length;
  return `${line}\n|${"---|".repeat(cells)}`;
}

// Where the run of inline text that reaches to the end begins.
function inlineStart(text: string): number {
  let start = text.lastIndexOf("\n") + 1;
  while (start > 0 && !BLOCK_START.test(text.slice(start))) {
    const previous = text.lastIndexOf("\n", start - 2) + 1;
    if (text.slice(previous, start).trim() === "") break;
    start = previous;
  }
  const line = text.slice(start);
  if (/^[ \t>]*\|/.test(line)) return start + Math.max(0, lastUnescapedBar(line) + 1);
  return start + (BLOCK_START.exec(line)?.[0].length ?? 0);
}

const BLOCK_START =
  /^[ \t]*(?:>[ \t]?|(?:[-+*]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?|#{1,6}[ \t]+|\|)+/;

function lastUnescapedBar(line: string): number {
  for (let at = line.length - 1; at >= 0; at -= 1) {
    if (line[at] === "|" && line[at - 1] !== "\\") return at;
  }
  return -1;
}

type Opener = { readonly marks: string; readonly at: number };

// Longer runs of inline text are left as they are: what they end with is not worth reading them again.
const REGION = 4_000;

/** Closes emphasis, code and links that are still open at the end of a run of inline text. */
function closeInline(text: string): string {
  if (text.length > REGION) return text;
  const openers: Opener[] = [];
  const hidden: number[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text[at] ?? "";
    if (char === "$" || (char === "\\" && /[[(]/.test(text[at + 1] ?? ""))) {
      const rest = text.slice(at);
      if (isArriving(rest)) return hide(dropTrailingOpeners(text.slice(0, at), openers), hidden);
      at += readFormula(rest)?.raw.length ?? (char === "$" ? 1 : 2);
    } else if (char === "\\" && at + 1 === text.length) {
      // What it is for comes next.
      return hide(dropTrailingOpeners(text.slice(0, at), openers), hidden);
    } else if (char === "\\") {
      at += 2;
    } else if (char === "`") {
      const marks = runAt(text, at);
      const close = findRun(text, marks, at + marks.length);
      if (close === -1) return hide(closeCode(text, marks, at, openers), hidden);
      at = close + marks.length;
    } else if (char === "[") {
      const bracket = readBracket(text, at);
      const image = text[at - 1] === "!";
      if (bracket.state === "arriving") {
        const shown = image ? text.slice(0, at - 1) : text.slice(0, at) + bracket.label;
        return hide(shown + closing(openers), hidden);
      }
      if (bracket.state === "open") hidden.push(...(image ? [at - 1, at] : [at]));
      at = bracket.state === "open" ? at + 1 : bracket.end;
    } else if (char === "*" || char === "_" || char === "~") {
      const marks = runAt(text, at);
      toggle(openers, text, marks, at);
      at += marks.length;
    } else {
      if (char === "<" && /^<(?:https?:|mailto:)[^\s>]*$/i.test(text.slice(at))) hidden.push(at);
      at += 1;
    }
  }
  return hide(dropTrailingOpeners(text, openers), hidden);
}

function hide(text: string, offsets: readonly number[]): string {
  let shown = text;
  for (const at of [...offsets].reverse()) shown = shown.slice(0, at) + shown.slice(at + 1);
  return shown;
}

function runAt(text: string, at: number): string {
  let end = at + 1;
  while (text[end] === text[at]) end += 1;
  return text.slice(at, end);
}

function findRun(text: string, marks: string, from: number): number {
  let at = text.indexOf(marks, from);
  while (at !== -1) {
    const run = runAt(text, at);
    if (run.length === marks.length && text[at - 1] !== marks[0]) return at;
    at = text.indexOf(marks, at + run.length);
  }
  return -1;
}

function closeCode(text: string, marks: string, at: number, openers: readonly Opener[]): string {
  const inside = text.slice(at + marks.length).replace(/`+$/, "");
  if (inside.trim() === "") return dropTrailingOpeners(text.slice(0, at), openers);
  return `${text.slice(0, at)}${marks}${inside}${marks}${closing(openers)}`;
}

type Bracket =
  | { readonly state: "open" }
  | { readonly state: "arriving"; readonly label: string }
  | { readonly state: "decided"; readonly end: number };

// A bracket without its end, a link whose destination is still arriving, or one that is decided.
function readBracket(text: string, at: number): Bracket {
  let depth = 0;
  for (let end = at; end < text.length; end += 1) {
    const char = text[end];
    if (char === "\\") end += 1;
    else if (char === "[") depth += 1;
    else if (char === "]" && depth > 1) depth -= 1;
    else if (char === "]") {
      const rest = text.slice(end + 1);
      const arriving =
        rest === "" || /^\[[^\]\n]*$/.test(rest) || (UNENDED.test(rest) && !DESTINATION.test(rest));
      if (arriving) return { state: "arriving", label: text.slice(at + 1, end) };
      return { state: "decided", end: end + 1 };
    }
  }
  return { state: "open" };
}

const UNENDED = /^\([^\n]*$/;
const DESTINATION = /^\((?:[^()\n\\]|\\.|\([^()\n]*\))*\)/;

function toggle(openers: Opener[], text: string, marks: string, at: number): void {
  if (marks.startsWith("~") && marks.length > 2) return;
  const before = text[at - 1] ?? " ";
  const after = text[at + marks.length] ?? "";
  let left = marks;
  while (!/\s/.test(before) && left !== "" && openers.at(-1)?.marks.startsWith(left.charAt(0))) {
    const opener = openers.pop();
    if (opener === undefined) return;
    if (opener.marks.length > left.length) {
      openers.push({ marks: opener.marks.slice(left.length), at: opener.at });
      return;
    }
    left = left.slice(opener.marks.length);
  }
  const intraword = marks.startsWith("_") && /\w/.test(before);
  if (left !== "" && !intraword && !/\s/.test(after)) openers.push({ marks: left, at });
}

function closing(openers: readonly Opener[]): string {
  return openers
    .map((opener) => opener.marks)
    .reverse()
    .join("");
}

// Marks at the very end have nothing to emphasise yet: they wait.
function dropTrailingOpeners(text: string, openers: readonly Opener[]): string {
  const trimmed = text.replace(/[ \t]+$/, "");
  const last = openers.at(-1);
  if (last === undefined) return text;
  if (last.at + last.marks.length >= trimmed.length) {
    return dropTrailingOpeners(trimmed.slice(0, last.at), openers.slice(0, -1));
  }
  return trimmed + closing(openers);
}
