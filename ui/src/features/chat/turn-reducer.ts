import type { ContentBlock, Message, TurnEvent } from "@atelier/client/types";

import { assertNever } from "../../lib/assert-never";

/** What a turn has brought so far. */
export type Turn = {
  /** What the person said, once it is stored; null where an earlier message is answered again. */
  readonly user: Message | null;
  /** What came before the answer: answers that asked for tools, each with what they returned. */
  readonly earlier: readonly Message[];
  /** The last answer, as far as it goes; null until the turn has begun. */
  readonly answer: Message | null;
  /** What the tools that it asks for have returned; null where none are at work. */
  readonly results: Message | null;
  /** Why nothing comes yet, where the endpoint asked for patience. */
  readonly waiting: Waiting | null;
  /** The arguments of tool requests that are still arriving, as JSON text, by block. */
  readonly inputs: ReadonlyMap<number, string>;
};

/** The endpoint cannot answer now, and will be asked again. */
export type Waiting = {
  readonly attempt: number;
  /** When it is asked again, in ms since 1970. */
  readonly retryAt: number;
  readonly message: string;
};

/** A turn that has not begun. */
export const NO_TURN: Turn = {
  user: null,
  earlier: [],
  answer: null,
  results: null,
  waiting: null,
  inputs: new Map(),
};

/** Folds an event into the turn. Events out of place (a delta without its block) change nothing. */
export const turnReducer = (turn: Turn, event: TurnEvent): Turn => {
  switch (event.type) {
    case "started":
      return { ...NO_TURN, user: event.user, answer: event.assistant };
    case "waiting": {
      const { attempt, retry_at: retryAt, message } = event;
      return { ...turn, waiting: { attempt, retryAt, message } };
    }
    case "block_started":
      return withBlock(turn, event.index, event.block);
    case "block_delta":
      return withDelta(turn, event);
    case "block_completed":
      return withoutInput(withBlock(turn, event.index, event.block), event.index);
    case "tools_requested": {
      const { message: answer, results } = event;
      return { ...turn, answer, results, waiting: null, inputs: NO_TURN.inputs };
    }
    case "tool_completed":
      return withResult(turn, event.block);
    case "resumed": {
      const { results, assistant } = event;
      const earlier = [...turn.earlier, ...(turn.answer ? [turn.answer] : []), results];
      return { ...turn, earlier, answer: assistant, results: null };
    }
    case "completed":
    case "ended":
      if (event.message.role === "user") return { ...turn, results: event.message };
      return { ...turn, answer: event.message, waiting: null, inputs: NO_TURN.inputs };
    default:
      return assertNever(event);
  }
};

/** Returns the last message of a turn: its answer, or what its tools brought back. */
export const lastOf = ({ answer, results }: Turn): Message | null => results ?? answer;

type Delta = Extract<TurnEvent, { type: "block_delta" }>;

const withDelta = (turn: Turn, { index, part, text }: Delta): Turn => {
  const block = turn.answer?.blocks[index];
  if (!block) return turn;
  switch (part) {
    case "text":
      return block.type === "text"
        ? withBlock(turn, index, { ...block, text: block.text + text })
        : turn;
    case "thinking":
      return block.type === "thinking"
        ? withBlock(turn, index, { ...block, thinking: block.thinking + text })
        : turn;
    case "input": {
      const inputs = new Map(turn.inputs).set(index, (turn.inputs.get(index) ?? "") + text);
      return { ...turn, inputs };
    }
    default:
      return assertNever(part);
  }
};

const withBlock = (turn: Turn, index: number, block: ContentBlock): Turn => {
  const { answer } = turn;
  if (!answer || index < 0 || index > answer.blocks.length) return turn;
  const blocks = [...answer.blocks];
  blocks[index] = block;
  return { ...turn, waiting: null, answer: { ...answer, blocks } };
};

const withResult = (turn: Turn, block: ContentBlock): Turn => {
  const { results } = turn;
  if (!results) return turn;
  return { ...turn, results: { ...results, blocks: [...results.blocks, block] } };
};

const withoutInput = (turn: Turn, index: number): Turn => {
  if (!turn.inputs.has(index)) return turn;
  const inputs = new Map(turn.inputs);
  inputs.delete(index);
  return { ...turn, inputs };
};
