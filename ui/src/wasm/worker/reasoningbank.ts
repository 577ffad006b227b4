import * as bank from "../generated/reasoningbank/reasoningbank";
import type { Opened } from "./host";

/** Makes the engine ready. */
export const open = (module: WebAssembly.Module): Opened<"reasoningbank"> => {
  const { memory } = bank.initSync({ module });
  const banks = new Map<string, bank.ReasoningBank>();
  const of = (name: string): bank.ReasoningBank => {
    const found = banks.get(name);
    if (!found) throw new Error("this memory is not filled");
    return found;
  };
  return { operations: operationsOn(banks, of), memory: () => memory.buffer.byteLength };
};

/** A pattern, as the bank exports it and takes it in. Times are Unix milliseconds. */
export type Remembered = {
  /** `global`, `project:NAME` or `conversation:NAME`. */
  readonly scope: string;
  readonly message: string;
  readonly response: string;
  readonly score: number;
  readonly source: "conversation" | "person" | "import";
  readonly created_at: number;
  readonly outcomes: {
    readonly wins: number;
    readonly losses: number;
    readonly repeats: number;
    readonly last_used_at: number | null;
  };
  readonly pinned: boolean;
  readonly suspended: boolean;
};

/** A pattern that was recalled, and why. */
export type Recalled = {
  readonly id: string;
  /** How alike it is, from 0 to 1. */
  readonly similarity: number;
  readonly rank: number;
  readonly why: {
    readonly matched: readonly { readonly word: string; readonly share: number }[];
    readonly success_rate: number;
    readonly wins: number;
    readonly losses: number;
  };
  readonly pattern: Remembered & { readonly id: string };
};

/** What a bank holds. */
export type BankStats = {
  readonly patterns: number;
  readonly pinned: number;
  readonly suspended: number;
  readonly terms: number;
  readonly memory_bytes: number;
};

/** What came of patterns that were taken in. */
export type Imported = {
  readonly added: number;
  readonly merged: number;
  readonly refused: number;
  /** The ids of those that others were let go for. */
  readonly forgotten: readonly string[];
};

/** What became of something that was to be learned. */
export type Learned = {
  readonly id: string;
  readonly repeated: boolean;
  readonly forgotten: readonly string[];
};

/** The most that a bank holds; 0 is the usual. */
export type BankLimits = { readonly patterns: number; readonly bytes: number };

type Outcome = "win" | "loss" | "wrong";
type Of = (name: string) => bank.ReasoningBank;

/** A worker holds several banks, each by its name. */
const operationsOn = (banks: Map<string, bank.ReasoningBank>, of: Of) => ({
  /** Makes an empty bank, in the place of one that there may be. */
  create: (name: string, { patterns, bytes }: BankLimits): null => {
    banks.get(name)?.free();
    banks.set(name, new bank.ReasoningBank(patterns, bytes));
    return null;
  },
  importPatterns: (name: string, patterns: readonly Remembered[], now: number) =>
    of(name).importPatterns([...patterns], now) as Imported,
  storePattern: (name: string, message: string, response: string, score: number, now: number) =>
    of(name).storePattern(message, response, score, now) as Learned,
  findSimilar: (name: string, text: string, now: number, limit: number, threshold?: number) =>
    of(name).findSimilar(text, now, limit, threshold) as readonly Recalled[],
  getStats: (name: string) => of(name).getStats() as BankStats,
  record: (name: string, id: string, outcome: Outcome, now: number): null => {
    of(name).record(id, outcome, now);
    return null;
  },
  forget: (name: string, id: string): null => {
    of(name).forget(id);
    return null;
  },
  exportPatterns: (name: string) => of(name).exportPatterns() as readonly Remembered[],
});

/** What the reasoningbank can be asked. */
export type ReasoningBank = ReturnType<typeof operationsOn>;
