// Cuts Markdown into top-level blocks, line by line. A cut depends only on the text up to the line
// that proves it, so a growing text and a finished one are cut alike.

/** One top-level block: where it stands in the source, and what it is. */
export type Cut = {
  readonly start: number;
  readonly end: number;
  readonly shape: Shape;
  /** The number that a list cut in two goes on with. */
  readonly listStart?: number;
};

/** A fenced code block, or anything that the grammar has to read. */
type Shape =
  | { readonly kind: "flow" }
  | { readonly kind: "code"; readonly fence: Fence; readonly closed: boolean };

/** How a code block was opened. */
export type Fence = {
  readonly mark: "`" | "~";
  readonly length: number;
  readonly indent: number;
  readonly language: string;
};

/** A list or paragraph longer than this is cut at its next item or line. */
const LONG_BLOCK = 8 * 1024;

type Open =
  | { kind: "none" }
  | { kind: "code"; fence: Fence }
  | { kind: "flow"; cuttable: boolean }
  | { kind: "list"; indent: number; content: number; items: number; first: number | undefined };

/** Reads lines in order and reports each block as soon as nothing later can change its end. */
export class BlockScanner {
  private open: Open = { kind: "none" };
  private start = 0;
  private afterBlank = false;
  private continued: number | undefined;
  private readonly cuts: Cut[] = [];

  /** Reads a whole line; `end` is the offset after its line feed. */
  line(text: string, start: number, end: number): void {
    if (this.open.kind === "code") {
      if (closesFence(text, this.open.fence)) this.close(end, true);
      return;
    }
    if (text.trim() === "") {
      if (this.open.kind === "none") this.start = end;
      else this.afterBlank = true;
      return;
    }
    const fence = opensFence(text);
    if (fence !== null && (this.open.kind !== "list" || fence.indent < this.open.content)) {
      this.begin(start, { kind: "code", fence });
      return;
    }
    if (HEADING.test(text) && (this.open.kind !== "list" || indentOf(text) < this.open.content)) {
      this.begin(start, { kind: "flow", cuttable: false });
      this.close(end, true);
      return;
    }
    this.flowLine(text, start);
    this.afterBlank = false;
  }

  /** Uses an unfinished line to end a block where its first character already proves the end. */
  peek(text: string, start: number): void {
    if (!this.afterBlank || this.open.kind === "none" || this.open.kind === "code") return;
    const first = text.charAt(0);
    if (first === "" || first === " " || first === "\t") return;
    if (this.open.kind === "list" && /[-+*\d]/.test(first)) return;
    this.close(start, true);
  }

  /** Ends the last block at the end of the text. */
  finish(end: number): void {
    this.close(end, false);
  }

  /** Takes the blocks that ended since the last call. */
  take(): Cut[] {
    return this.cuts.splice(0);
  }

  /** The block that is still growing, were it to end at `end`. */
  tail(end: number): Cut | null {
    return this.start < end ? this.cut(end, false) : null;
  }

  private flowLine(text: string, start: number): void {
    const marker = HR.test(text) ? null : LIST_MARKER.exec(text);
    const open = this.open;
    const long = start - this.start > LONG_BLOCK;
    if (open.kind === "list" && marker !== null) {
      const topLevel = (marker[1] ?? "").length <= open.indent;
      if (topLevel && long) {
        const next = open.first === undefined ? undefined : open.first + open.items;
        this.begin(start, listFrom(marker, next));
        this.continued = next;
      } else if (topLevel) {
        open.items += 1;
        open.content = Math.min(open.content, marker[0].length);
      }
      return;
    }
    const ended = open.kind === "none" || (this.afterBlank && !/^[ \t]/.test(text));
    if (ended || (open.kind === "flow" && open.cuttable && long)) {
      this.begin(
        start,
        marker === null
          ? { kind: "flow", cuttable: !/[|>]/.test(text) }
          : listFrom(marker, undefined),
      );
    } else if (marker !== null && interruptsParagraph(text)) {
      this.open = listFrom(marker, undefined);
    }
  }

  private begin(start: number, open: Open): void {
    this.close(start, true);
    this.start = start;
    this.open = open;
    this.afterBlank = false;
  }

  private close(end: number, complete: boolean): void {
    if (this.open.kind !== "none" && end > this.start) this.cuts.push(this.cut(end, complete));
    this.open = { kind: "none" };
    this.start = end;
    this.afterBlank = false;
    this.continued = undefined;
  }

  private cut(end: number, complete: boolean): Cut {
    const shape: Shape =
      this.open.kind === "code"
        ? { kind: "code", fence: this.open.fence, closed: complete }
        : { kind: "flow" };
    const base = { start: this.start, end, shape };
    return this.continued === undefined ? base : { ...base, listStart: this.continued };
  }
}

const HEADING = /^ {0,3}#{1,6}(?:[ \t]|$)/;
const HR = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|(?:\*[ \t]*){3,})$/;
const LIST_MARKER = /^( {0,3})(?:[-+*]|(\d{1,9})[.)])(?:[ \t]{1,4}|$)/;
const FENCE = /^( {0,3})(`{3,}(?=[^`]*$)|~{3,})[ \t]*([^\s`{]*)/;

function listFrom(marker: RegExpExecArray, start: number | undefined): Open {
  const written = marker[2] === undefined ? undefined : Number(marker[2]);
  return {
    kind: "list",
    indent: Math.max(1, (marker[1] ?? "").length),
    content: marker[0].length,
    items: 1,
    first: start ?? written,
  };
}

function interruptsParagraph(text: string): boolean {
  return /^ {0,3}(?:[-+*]|1[.)])[ \t]+\S/.test(text);
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}

function opensFence(text: string): Fence | null {
  const match = FENCE.exec(text);
  if (match === null) return null;
  const marks = match[2] ?? "";
  return {
    mark: marks.startsWith("~") ? "~" : "`",
    length: marks.length,
    indent: (match[1] ?? "").length,
    language: match[3] ?? "",
  };
}

function closesFence(text: string, fence: Fence): boolean {
  const match = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(text);
  const marks = match?.[1];
  return marks?.startsWith(fence.mark) === true && marks.length >= fence.length;
}
