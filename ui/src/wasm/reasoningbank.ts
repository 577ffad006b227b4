import type { Page, Pattern, PatternScope } from "@atelier/client/types";

import { recordSearch } from "../lib/metrics";
import { HeldIsGone } from "./line";
import { type Engines, engines } from "./load";
import type { Recalled, Remembered } from "./worker/reasoningbank";

export type { Recalled } from "./worker/reasoningbank";

/** Reads patterns from the core, last learned first. */
export type ReadPatterns = (cursor: string | undefined) => Promise<Page<Pattern>>;

/** What was found. */
type Found = {
  readonly recalled: readonly Recalled[];
  /** Whether all that the core holds was looked through. */
  readonly isWhole: boolean;
};

/** A copy of what was learned, as much as fits, in the engine of this page. The core keeps the truth. */
export type PatternCopy = {
  /**
   * Finds what is like a text, best first. A `version` other than the last one, and a worker that was
   * ended meanwhile, let the copy be read anew first.
   */
  readonly find: (question: {
    readonly text: string;
    readonly limit: number;
    readonly version: number;
    readonly signal?: AbortSignal | undefined;
  }) => Promise<Found>;
};

/** The most that a copy holds: patterns, bytes of text, and bytes of the engine's memory. */
export const MOST = { patterns: 5_000, textBytes: 6_000_000, memoryBytes: 24_000_000 } as const;

/** How often a copy is read for one question, where what it held goes meanwhile. */
const ATTEMPTS = 3;
const ENGINE = "reasoningbank";
const NAME = "learned";

type Held = { readonly version: number; readonly life: number; readonly isWhole: boolean };

/** Returns a copy of the patterns that `read` reads; `clock` tells the time in Unix ms. */
export const createPatternCopy = (
  read: ReadPatterns,
  { call, life }: Pick<Engines, "call" | "life"> = engines,
  clock: () => number = Date.now,
): PatternCopy => {
  let current: { readonly version: number; readonly held: Promise<Held> } | null = null;

  const fill = async (version: number): Promise<Held> => {
    const limits = { patterns: MOST.patterns, bytes: MOST.memoryBytes };
    await call(ENGINE, "create", [NAME, limits]);
    const own = life();
    let [cursor, patterns, bytes]: [string | undefined, number, number] = [undefined, 0, 0];
    let isWhole = true;
    do {
      const { items, next_cursor } = await read(cursor);
      cursor = next_cursor ?? undefined;
      patterns += items.length;
      for (const { message, response } of items) bytes += 2 * (message.length + response.length);
      const records = items.map(remembered);
      const taken = await call(ENGINE, "importPatterns", [NAME, records, clock()], { life: own });
      if (taken.refused > 0 || taken.forgotten.length > 0) isWhole = false;
    } while (cursor !== undefined && patterns < MOST.patterns && bytes < MOST.textBytes);
    return { version, life: own, isWhole: isWhole && cursor === undefined };
  };
  /** Fills once for all who ask meanwhile, and one after another. */
  const filled = async (version: number): Promise<Held> => {
    if (current && current.version >= version) {
      const held = await current.held.catch(() => null);
      if (held?.life === life()) return held;
    }
    const before = current?.held.catch(() => {});
    const held = Promise.resolve(before).then(() => fill(version));
    current = { version, held };
    return held;
  };
  return {
    find: async ({ text, limit, version, signal }) => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          const held = await filled(version);
          signal?.throwIfAborted();
          const begun = performance.now();
          const options = { life: held.life, signal };
          const args = [NAME, text, clock(), limit] as const;
          const recalled = await call(ENGINE, "findSimilar", [...args], options);
          recordSearch(performance.now() - begun);
          return { recalled, isWhole: held.isWhole };
        } catch (cause) {
          if (signal?.aborted || attempt === ATTEMPTS || !(cause instanceof HeldIsGone))
            throw cause;
          current = null;
        }
      }
    },
  };
};

/** A pattern as the engine takes it in. */
const remembered = (pattern: Pattern): Remembered => ({
  scope: scopeText(pattern.scope),
  message: pattern.message,
  response: pattern.response,
  score: pattern.score,
  source: pattern.source,
  created_at: pattern.created_at,
  outcomes: {
    wins: pattern.wins,
    losses: pattern.losses,
    repeats: pattern.repeats,
    last_used_at: pattern.last_used_at,
  },
  pinned: pattern.pinned,
  suspended: pattern.suspended,
});

const scopeText = (scope: PatternScope): string => {
  if (scope.kind === "global") return "global";
  return scope.kind === "project" ? `project:${scope.name}` : `conversation:${scope.id}`;
};
