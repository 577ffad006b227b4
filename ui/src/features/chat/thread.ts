import type { Message, MessageId } from "@atelier/client/types";

import type { Turn } from "./turn-reducer";

/** Joins pages (newest first, each oldest first) into the branch that is shown, oldest first. */
export const branchOf = (pages: readonly { readonly items: readonly Message[] }[]): Message[] =>
  [...pages].reverse().flatMap(({ items }) => items);

/**
 * Lays the running turn over the stored branch: it takes the place of whatever followed the message
 * that it answers. Once the store has the turn as it ended, the stored messages are shown.
 */
export const withTurn = (
  branch: readonly Message[],
  turn: Turn,
  running: boolean,
): readonly Message[] => {
  const { user, answer } = turn;
  if (!answer) return branch;
  const stored = branch.find(({ id }) => id === answer.id);
  if (!running && stored && stored.state !== "streaming") return branch;
  const live = running || answer.state !== "streaming" ? answer : cutShort(answer);
  const before = user?.parent_id ?? (user ? null : answer.parent_id);
  const fresh = user ? [user, live] : [live];
  return [...upTo(branch, before, fresh), ...fresh];
};

/** The last answer of a branch, if the branch ends with one. */
export const lastAnswer = (branch: readonly Message[]): Message | null => {
  const last = branch.at(-1);
  return last?.role === "assistant" ? last : null;
};

const upTo = (
  branch: readonly Message[],
  id: MessageId | null,
  fresh: readonly Message[],
): readonly Message[] => {
  if (id === null) return [];
  const at = branch.findIndex((message) => message.id === id);
  if (at >= 0) return branch.slice(0, at + 1);
  const known = new Set(fresh.map((message) => message.id));
  return branch.filter((message) => !known.has(message.id));
};

/** A stop is shown at once; the stored message says the same a moment later. */
const cutShort = (answer: Message): Message => ({ ...answer, state: "incomplete" });

/**
 * Keeps the older messages that were read before: a newer reading of the newest page begins a few
 * messages later, and what a person looks at must not vanish.
 */
export const keepOlder = (
  before: readonly Message[],
  branch: readonly Message[],
): readonly Message[] => {
  const first = branch[0];
  if (!first) return branch;
  const at = before.findIndex(({ id }) => id === first.id);
  return at > 0 ? [...before.slice(0, at), ...branch] : branch;
};
