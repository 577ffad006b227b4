// A Markdown text that may still be growing, as a list of blocks. Blocks that cannot change any
// more keep their identity from one reading to the next, so that only the tail costs anything.

import type { Links } from "marked";
import { codeText } from "./code-text";
import { lexFlow } from "./lex";
import { BlockScanner, type Cut } from "./scanner";
import { settle } from "./settle";

/** A block of a document. `key` is its offset in the source and stays the same while it grows. */
export type Block = FlowBlock | FencedBlock;

/** Paragraphs, lists, tables, quotes: whatever the grammar has to read. */
export type FlowBlock = {
  readonly kind: "flow";
  readonly key: number;
  readonly source: string;
  /** Definitions from elsewhere in the document that this block refers to. */
  readonly links: Links | undefined;
  /** The number its list goes on with, where a long list was cut. */
  readonly listStart: number | undefined;
};

/** A fenced code block. */
type FencedBlock = {
  readonly kind: "code";
  readonly key: number;
  readonly language: string;
  readonly text: string;
  /** Whether the text is final. */
  readonly closed: boolean;
};

/** Blocks in runs of at most 16; a run that is full and closed never changes again. */
export type Groups = readonly (readonly Block[])[];

/** Whether more text may come. */
export type Progress = "growing" | "finished";

const GROUP = 16;

/** Reads a text over and over as it grows, doing the work of each finished block once. */
export class MarkdownDocument {
  private source = "";
  private progress: Progress = "growing";
  private scanner = new BlockScanner();
  private scanned = 0;
  private groups: Block[][] = [];
  private definitions = new Map<string, Links[string]>();
  private reading: Groups = [];

  /** Returns the blocks of the text. A text that does not go on from the last one starts afresh. */
  read(text: string, progress: Progress): Groups {
    const source = text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
    if (source === this.source && progress === this.progress) return this.reading;
    const goesOn = this.progress === "growing" && source.startsWith(this.source);
    if (!goesOn) this.reset();
    this.source = source;
    this.progress = progress;
    this.scan(progress);
    this.reading = this.withTail(progress);
    return this.reading;
  }

  private reset(): void {
    this.scanner = new BlockScanner();
    this.scanned = 0;
    this.groups = [];
    this.definitions = new Map();
  }

  private scan(progress: Progress): void {
    const { source, scanner } = this;
    let end = source.indexOf("\n", this.scanned);
    while (end !== -1) {
      scanner.line(source.slice(this.scanned, end), this.scanned, end + 1);
      this.scanned = end + 1;
      end = source.indexOf("\n", this.scanned);
    }
    const rest = source.slice(this.scanned, this.scanned + PEEK);
    if (progress === "finished") {
      if (this.scanned < source.length)
        scanner.line(source.slice(this.scanned), this.scanned, source.length);
      scanner.finish(source.length);
      this.scanned = source.length;
    } else if (rest !== "") {
      scanner.peek(rest, this.scanned);
    }
    for (const cut of scanner.take()) this.append(cut);
  }

  private append(cut: Cut): void {
    const block = this.block(cut, "finished");
    const last = this.groups.at(-1);
    if (last === undefined || last.length >= GROUP) this.groups.push([block]);
    else this.groups[this.groups.length - 1] = [...last, block];
    if (block.kind === "flow" && DEFINITION.test(block.source)) this.define(block);
  }

  private withTail(progress: Progress): Groups {
    const cut = progress === "finished" ? null : this.scanner.tail(this.source.length);
    if (cut === null) return [...this.groups];
    const block = this.block(cut, "growing");
    const last = this.groups.at(-1);
    if (last === undefined || last.length >= GROUP) return [...this.groups, [block]];
    return [...this.groups.slice(0, -1), [...last, block]];
  }

  private block(cut: Cut, progress: Progress): Block {
    const written = this.source.slice(cut.start, cut.end);
    if (cut.shape.kind === "code") {
      const { fence, closed } = cut.shape;
      const final = closed || progress === "finished";
      const text = codeText(written, fence, closed ? "fenced" : progress);
      return { kind: "code", key: cut.start, language: fence.language, text, closed: final };
    }
    const source = progress === "growing" ? settle(written) : written;
    return {
      kind: "flow",
      key: cut.start,
      source,
      links: this.linksFor(source),
      listStart: cut.listStart,
    };
  }

  // The first definition of a label wins; blocks that came before it and name it are renewed.
  private define(block: FlowBlock): void {
    const fresh: string[] = [];
    for (const [label, link] of Object.entries(lexFlow(block.source).links)) {
      if (this.definitions.has(label) || this.definitions.size >= MAX_DEFINITIONS) continue;
      this.definitions.set(label, link);
      fresh.push(label);
    }
    if (fresh.length === 0) return;
    this.groups = this.groups.map((group) => {
      if (!group.some((one) => one.kind === "flow" && names(one.source, fresh))) return group;
      return group.map((one) => {
        if (one.kind !== "flow" || !names(one.source, fresh)) return one;
        return { ...one, links: this.linksFor(one.source) };
      });
    });
  }

  private linksFor(source: string): Links | undefined {
    if (this.definitions.size === 0 || !source.includes("[")) return undefined;
    const folded = fold(source);
    const links: Links = {};
    for (const [label, link] of this.definitions) {
      if (folded.includes(`[${fold(label)}]`)) links[label] = link;
    }
    return links;
  }
}

// Enough of an unfinished line to see how it begins.
const PEEK = 4;
const MAX_DEFINITIONS = 200;
const DEFINITION = /^ {0,3}\[[^\]]+\]:/m;

function names(source: string, labels: readonly string[]): boolean {
  if (!source.includes("[")) return false;
  const folded = fold(source);
  return labels.some((label) => folded.includes(`[${fold(label)}]`));
}

function fold(text: string): string {
  return text.toLowerCase().replace(/\s+/g, " ");
}
