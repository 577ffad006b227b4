import type { Message, Usage } from "@atelier/client/types";

import { bringsResults } from "./thread";

/** A message that is shown, and its place in its turn. */
export type Shown = {
  readonly message: Message;
  /** What brings the results of the tools that it asks for; null where nothing does. */
  readonly results: Message | null;
  /** Whether the next answer of the same turn follows. */
  readonly goesOn: boolean;
  /** The answers of the same turn before it. */
  readonly earlier: readonly Message[];
};

/** The messages of a branch that are shown; results are shown with what they answer. */
export const shownOf = (branch: readonly Message[]): readonly Shown[] => {
  const shown: Shown[] = [];
  let earlier: readonly Message[] = NONE;
  for (const [at, message] of branch.entries()) {
    if (bringsResults(message)) continue;
    const next = branch[at + 1];
    const results = message.role === "assistant" && next && bringsResults(next) ? next : null;
    const goesOn = results !== null && branch[at + 2]?.role === "assistant";
    shown.push({ message, results, goesOn, earlier: kept(message, earlier) });
    earlier = goesOn ? [...earlier, message] : NONE;
  }
  return shown;
};

const NONE: readonly Message[] = [];

/** The same list for the same messages, so that what was drawn need not be drawn again. */
const kept = (message: Message, earlier: readonly Message[]): readonly Message[] => {
  const before = KEPT.get(message) ?? NONE;
  const same = before.length === earlier.length && before.every((one, at) => one === earlier[at]);
  if (same) return before;
  KEPT.set(message, earlier);
  return earlier;
};

const KEPT = new WeakMap<Message, readonly Message[]>();

/** What a turn took: its last answer as if it had been one with those before it. */
export const wholeOf = (last: Message, earlier: readonly Message[]): Message => {
  const all = [...earlier, last];
  const usages = all.flatMap(({ usage }) => usage ?? []);
  const costs = all.map((message) => message.cost_nano_usd);
  return {
    ...last,
    usage: usages.length === 0 ? null : usages.reduce(sum),
    // What of a part is unknown is unknown of the whole.
    cost_nano_usd: costs.includes(null)
      ? null
      : costs.reduce((one, other) => (one ?? 0) + (other ?? 0), 0),
    created_at: all[0]?.created_at ?? last.created_at,
  };
};

const sum = (one: Usage, other: Usage): Usage => ({
  input_tokens: one.input_tokens + other.input_tokens,
  output_tokens: one.output_tokens + other.output_tokens,
  thinking_tokens: one.thinking_tokens + other.thinking_tokens,
  cache_write_5m_tokens: one.cache_write_5m_tokens + other.cache_write_5m_tokens,
  cache_write_1h_tokens: one.cache_write_1h_tokens + other.cache_write_1h_tokens,
  cache_read_tokens: one.cache_read_tokens + other.cache_read_tokens,
  web_searches: one.web_searches + other.web_searches,
});
