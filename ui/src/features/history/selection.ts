import type { ConversationId } from "@atelier/client/types";

/** Returns what is chosen once a conversation was added, or taken out. */
export const toggled = (
  chosen: ReadonlySet<ConversationId>,
  id: ConversationId,
): ReadonlySet<ConversationId> => {
  const next = new Set(chosen);
  if (!next.delete(id)) next.add(id);
  return next;
};

/** Returns what is chosen once all between two conversations of a list were added. */
export const extended = (
  chosen: ReadonlySet<ConversationId>,
  ids: readonly ConversationId[],
  from: ConversationId | null,
  to: ConversationId,
): ReadonlySet<ConversationId> => {
  const [one, other] = [ids.indexOf(from ?? to), ids.indexOf(to)];
  if (one < 0 || other < 0) return toggled(chosen, to);
  return new Set([...chosen, ...ids.slice(Math.min(one, other), Math.max(one, other) + 1)]);
};
