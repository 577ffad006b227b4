import type { Message, MessageId } from "@atelier/client/types";

import { lastOf, type Turn } from "./turn-reducer";

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
  const { user, earlier, answer, results } = turn;
  const last = lastOf(turn);
  if (!answer || !last) return branch;
  const stored = branch.find(({ id }) => id === last.id);
  if (!running && stored && stored.state !== "streaming") return branch;
  const live = running || last.state !== "streaming" ? last : cutShort(last);
  const answers = results ? [...earlier, answer, live] : [...earlier, live];
  const before = user?.parent_id ?? (user ? null : (answers[0]?.parent_id ?? null));
  const fresh = user ? [user, ...answers] : answers;
  return [...upTo(branch, before, fresh), ...fresh];
};

/** Whether a message brings back what tools returned; what a person says does not. */
export const bringsResults = ({ role, blocks }: Message): boolean =>
  role === "user" && blocks.every(({ type }) => type === "tool_result");

/** The messages before one of them; all of them where it is not among them. */
export const upToMessage = (
  branch: readonly Message[],
  id: MessageId | null,
): readonly Message[] => {
  const at = branch.findIndex((message) => message.id === id);
  return at < 0 ? branch : branch.slice(0, at);
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
