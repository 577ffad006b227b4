import type { OperationName } from "@atelier/client";
import { OPERATIONS } from "@atelier/client/operations";
import type { Query, QueryClient } from "@tanstack/react-query";

/** How long notices are gathered before what they name is read again, in ms. */
const GATHER_FOR = 16;

/** Returns the tags that a success of `name` makes stale. */
export const staleAfter = (name: OperationName): readonly string[] => OPERATIONS[name].invalidates;

/** Whether a cached query is made of state that one of `tags` names. */
export const isMadeOf = (query: Pick<Query, "queryKey">, tags: ReadonlySet<string>): boolean => {
  const name = query.queryKey[0];
  if (typeof name !== "string" || !isOperationName(name)) return false;
  return OPERATIONS[name].provides.some((tag) => tags.has(tag));
};

const gathered = new WeakMap<QueryClient, Set<string>>();

/**
 * Makes every cached query made of `tags` stale, and reads those on screen again.
 *
 * Calls close together count as one: a command and the notice that it causes arrive as a pair.
 */
export const invalidateTags = (client: QueryClient, tags: readonly string[]): void => {
  if (tags.length === 0) return;
  const waiting = gathered.get(client);
  if (waiting) {
    for (const tag of tags) waiting.add(tag);
    return;
  }
  const names = new Set(tags);
  gathered.set(client, names);
  setTimeout(() => {
    gathered.delete(client);
    client.invalidateQueries({ predicate: (query) => isMadeOf(query, names) });
  }, GATHER_FOR);
};

const isOperationName = (name: string): name is OperationName => Object.hasOwn(OPERATIONS, name);
