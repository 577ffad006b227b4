import type { Message } from "@atelier/client/types";
import { plural, t } from "@lingui/core/macro";

import type { StreamView } from "../../data/stream";
import { failureWords } from "../../lib/failure-words";
import { list } from "../../lib/quantity";
import { textOf } from "./message-text";
import { titleOf } from "./tool-call";
import type { Turn } from "./turn-reducer";

/** What a screen reader hears of a turn: never the text of the answer. */
export type Announcement = {
  readonly text: string;
  /** Whether it interrupts what is being read. */
  readonly urgent: boolean;
};

type View = Pick<StreamView<Turn>, "state" | "status" | "error">;

/** Names the stretch of a turn that something is to be said about; the same name says nothing again. */
export const stretchOf = ({ state, status }: View): string => {
  if (status !== "running") return status;
  const { answer, results, waiting } = state;
  if (waiting) return `waiting ${waiting.attempt}`;
  if (results?.state === "streaming") return `tools ${results.id}`;
  return state.earlier.length > 0 ? `again ${answer?.id}` : "answering";
};

/** Says that a stretch begins; null where nothing is to be said of it. `now` is in ms since 1970. */
export const beginningOf = (view: View, was: string, now: number): Announcement | null => {
  const { state, status } = view;
  if (status !== "running") return isRunning(was) ? endOf(view) : null;
  const { results, answer, waiting } = state;
  if (waiting) {
    const seconds = Math.max(0, Math.ceil((waiting.retryAt - now) / 1_000));
    return calm(
      plural(seconds, {
        one: "The endpoint cannot answer now. It is asked again in # second.",
        other: "The endpoint cannot answer now. It is asked again in # seconds.",
      }),
    );
  }
  if (results?.state === "streaming") return calm(toolsOf(answer));
  return calm(state.earlier.length > 0 ? t`Answering, with what the tools returned` : t`Answering`);
};

/** Says how far an answer has come. */
export const progressOf = ({ state }: View): Announcement =>
  calm(
    plural(
      { words: wordsOf(state) },
      {
        0: "Still answering, no word yet",
        one: "Still answering, # word so far",
        other: "Still answering, # words so far",
      },
    ),
  );

const endOf = ({ state, status, error }: View): Announcement => {
  const { answer, results } = state;
  const failure = answer?.failure ?? results?.failure ?? null;
  if (status === "failed" || answer?.state === "failed" || (failure && !isWhole(answer))) {
    const reason = failure ? failureWords(failure).message : (error?.message ?? null);
    const text = reason === null ? t`The answer failed` : t`The answer failed: ${reason}`;
    return { text, urgent: true };
  }
  const words = wordsOf(state);
  if (status === "stopped" || answer?.state === "incomplete") {
    return calm(
      plural(words, {
        0: "Stopped before a word arrived",
        one: "Stopped. # word is kept",
        other: "Stopped. # words are kept",
      }),
    );
  }
  const counted = plural(words, { one: "# word", other: "# words" });
  const tools = toolCountOf(state);
  if (answer?.from_cache) return calm(t`Answer from the cache, ${counted}, nothing was spent`);
  if (tools === 0) return calm(t`Answer complete, ${counted}`);
  const used = plural(tools, { one: "# tool used", other: "# tools used" });
  return calm(t`Answer complete, ${counted}, ${used}`);
};

const toolsOf = (answer: Message | null): string => {
  const names = (answer?.blocks ?? []).flatMap((block) =>
    block.type === "tool_use" ? [titleOf(block.name)] : [],
  );
  const named = list([...new Set(names)], "conjunction");
  return plural(
    { count: names.length },
    {
      one: `Claude asks for a tool, which runs: ${named}`,
      other: `Claude asks for # tools, which run: ${named}`,
    },
  );
};

const toolCountOf = ({ earlier, answer }: Turn): number =>
  [...earlier, ...(answer ? [answer] : [])]
    .flatMap(({ blocks }) => blocks)
    .filter(({ type }) => type === "tool_use").length;

/** How many words the answers of a turn have, as their language parts them. */
const wordsOf = ({ earlier, answer }: Turn): number => {
  const answers = [...earlier, ...(answer ? [answer] : [])];
  const said = answers.filter(({ role }) => role === "assistant").map(textOf);
  let words = 0;
  for (const { isWordLike } of SEGMENTER.segment(said.join("\n"))) words += isWordLike ? 1 : 0;
  return words;
};

const SEGMENTER = new Intl.Segmenter(undefined, { granularity: "word" });

const isWhole = (answer: Message | null): boolean => answer?.state === "complete";

const isRunning = (stretch: string): boolean => !ENDS.has(stretch);

const ENDS: ReadonlySet<string> = new Set(["idle", "done", "stopped", "failed"]);

const calm = (text: string): Announcement => ({ text, urgent: false });
