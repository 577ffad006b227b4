import type { ConversationId } from "@atelier/client/types";

/** What is under way for each draft; the empty name is that of the conversation not created yet. */
const underWay = new Map<string, Promise<void>>();

/** Does the work of one draft in the order in which it was asked for, and that of others beside it. */
export const inOrder = <T>(id: ConversationId | null, work: () => Promise<T>): Promise<T> => {
  const name = id ?? "";
  const before = underWay.get(name);
  const result = before ? before.then(work) : work();
  const settled = result.then(
    () => {},
    () => {},
  );
  underWay.set(name, settled);
  void settled.then(() => {
    if (underWay.get(name) === settled) underWay.delete(name);
  });
  return result;
};
