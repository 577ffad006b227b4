import type { ContentBlock, Message, TranscriptDetail } from "@atelier/client/types";

import type { Shown } from "./rounds";
import { type ToolUse, toolCall } from "./tool-call";

/** So many like calls, one after the other, are one line. */
const RUN = 3;

/** What stands in one line until it is opened. */
export type Fold = {
  /** Identifies it, for as long as it is there. */
  readonly key: string;
  /** All that was done on the way to an answer, or calls of one tool. */
  readonly of: { readonly kind: "steps" } | { readonly kind: "calls"; readonly name: string };
  /** How many steps or calls there are. */
  readonly count: number;
  /** How many of them failed or came to nothing. */
  readonly failed: number;
  /** Whether one of them is still at work. */
  readonly running: boolean;
  /** How long the whole answer took, in ms; null where that is not known. */
  readonly took: number | null;
  readonly open: boolean;
};

/** A row of the list: a message, with what is folded above it. */
export type Row = {
  readonly key: string;
  /** Null for what is on its way to the store. */
  readonly shown: Shown | null;
  readonly fold: Fold | null;
  /** What stands for the steps of the message: nothing is hidden, all steps, or the whole message. */
  readonly hidden: "nothing" | "steps" | "all";
  /** The messages that it stands for beside its own. */
  readonly also: readonly Shown[];
};

/** Which rows are shown, and what is folded in them. */
export type Folding = {
  readonly detail: TranscriptDetail;
  /** What a person has opened. */
  readonly opened: ReadonlySet<string>;
  /** Whether the results of a tool are worth more than a line. */
  readonly isPlain: (tool: string) => boolean;
};

const NONE: readonly Shown[] = [];

/** Lays messages out as rows. */
export const rowsOf = (all: readonly Shown[], folding: Folding): readonly Row[] => {
  if (folding.detail === "everything") return all.map(plain);
  return turnsOf(all).flatMap((turn) =>
    folding.detail === "summary" ? summed(turn, folding) : withRuns(turn, folding),
  );
};

/** Whether a row shows a message, or stands for it. */
export const stands = ({ shown, also }: Row, id: string): boolean =>
  [...(shown ? [shown] : []), ...also].some(
    ({ message, results }) => message.id === id || results?.id === id,
  );

/** Whether a block is a step on the way to an answer, not the answer. */
export const isStep = ({ type }: ContentBlock): boolean =>
  isThinking(type) || type.endsWith("tool_use") || type.endsWith("tool_result");

const isThinking = (type: string): boolean => type === "thinking" || type === "redacted_thinking";

const plain = (shown: Shown): Row => ({
  key: shown.message.id,
  shown,
  fold: null,
  hidden: "nothing",
  also: NONE,
});

/** What a person said is by itself; the answers of one turn belong together. */
const turnsOf = (all: readonly Shown[]): readonly Shown[][] => {
  const turns: Shown[][] = [];
  let goesOn = false;
  for (const shown of all) {
    if (goesOn) turns.at(-1)?.push(shown);
    else turns.push([shown]);
    goesOn = shown.goesOn;
  }
  return turns;
};

const summed = (turn: readonly Shown[], { opened }: Folding): readonly Row[] => {
  const [first, last] = [turn[0], turn.at(-1)];
  const count = turn.reduce((sum, { message }) => sum + stepsIn(message), 0);
  if (!first || !last || count === 0) return turn.map(plain);
  const key = first.message.id;
  const open = opened.has(key);
  const ended = last.message.completed_at;
  const fold: Fold = {
    key,
    of: { kind: "steps" },
    count,
    failed: 0,
    running: last.message.state === "streaming" || last.results?.state === "streaming",
    took: ended === null ? null : Math.max(0, ended - first.message.created_at),
    open,
  };
  if (open) return turn.map((shown, at) => ({ ...plain(shown), fold: at === 0 ? fold : null }));
  return [{ key, shown: last, fold, hidden: "steps", also: turn.slice(0, -1) }];
};

const stepsIn = (message: Message): number =>
  message.blocks.filter((block) => isStep(block) && !block.type.endsWith("tool_result")).length;

const withRuns = (turn: readonly Shown[], folding: Folding): readonly Row[] => {
  const rows: Row[] = [];
  for (let at = 0; at < turn.length; ) {
    const run = runAt(turn, at, folding);
    const first = run[0];
    const last = run.at(-1);
    if (run.length > 1 && first && last) {
      const fold = runFold(run, `run ${first.message.id}`, folding);
      if (fold.open) {
        rows.push(
          ...run.map((shown, each) => ({ ...plain(shown), fold: each === 0 ? fold : null })),
        );
      } else {
        const key = first.message.id;
        rows.push({ key, shown: last, fold, hidden: "all", also: run.slice(0, -1) });
      }
      at += run.length;
    } else {
      const shown = turn[at];
      if (shown) rows.push(plain(shown));
      at += 1;
    }
  }
  return rows;
};

/** The answers from a place on that only call the same tool, where they are enough for a run. */
const runAt = (turn: readonly Shown[], at: number, folding: Folding): readonly Shown[] => {
  const name = onlyTool(turn[at]);
  if (name === null || !folding.isPlain(name)) return NONE;
  const end = turn.findIndex((shown, place) => place > at && onlyTool(shown) !== name);
  const run = turn.slice(at, end < 0 ? undefined : end);
  return callsOf(run).length >= RUN ? run : NONE;
};

/** The one tool that an answer asks for, where it does nothing else. */
const onlyTool = (shown: Shown | undefined): string | null => {
  if (!shown || shown.message.state === "streaming" || shown.message.failure) return null;
  const blocks = shown.message.blocks.filter(({ type }) => !isThinking(type));
  const [first] = blocks;
  if (first?.type !== "tool_use") return null;
  return blocks.every((block) => isCall(block) && block.name === first.name) ? first.name : null;
};

const isCall = (block: ContentBlock): block is ToolUse => block.type === "tool_use";

type Call = { readonly use: ToolUse; readonly of: Pick<Shown, "message" | "results"> };

const callsOf = (run: readonly Pick<Shown, "message" | "results">[]): readonly Call[] =>
  run.flatMap((of) => of.message.blocks.filter(isCall).map((use) => ({ use, of })));

const runFold = (run: readonly Shown[], key: string, folding: Folding): Fold =>
  foldOf(callsOf(run), key, folding.opened);

const foldOf = (calls: readonly Call[], key: string, opened: ReadonlySet<string>): Fold => {
  const states = calls.map(({ use, of }) => toolCall(use, of.message, of.results).state);
  return {
    key,
    of: { kind: "calls", name: calls[0]?.use.name ?? "" },
    count: calls.length,
    failed: states.filter((state) => state === "failed" || state === "lost").length,
    running: states.some((state) => state === "asking" || state === "running"),
    took: null,
    open: opened.has(key),
  };
};

/** The run of like calls that begins with a block of an answer; null where none does. */
export const runFrom = (
  of: Pick<Shown, "message" | "results">,
  at: number,
  folding: Folding,
): { readonly fold: Fold; readonly length: number } | null => {
  const { blocks, id } = of.message;
  const first = blocks[at];
  if (folding.detail === "everything" || first?.type !== "tool_use") return null;
  if (!folding.isPlain(first.name)) return null;
  const end = blocks.findIndex(
    (block, place) => place > at && !(isCall(block) && block.name === first.name),
  );
  const calls = blocks.slice(at, end < 0 ? undefined : end).filter(isCall);
  if (calls.length < RUN) return null;
  const fold = foldOf(
    calls.map((use) => ({ use, of })),
    `run ${id} ${at}`,
    folding.opened,
  );
  return { fold, length: calls.length };
};

/** Whether two folds look the same. */
export const isSameFold = (one: Fold | null, other: Fold | null): boolean =>
  one === other ||
  (one !== null &&
    other !== null &&
    one.key === other.key &&
    one.count === other.count &&
    one.failed === other.failed &&
    one.running === other.running &&
    one.took === other.took &&
    one.open === other.open);
