import type { ConversationId, Fork, Message, MessageId } from "@atelier/client/types";
import { useEffect, useMemo, useRef } from "react";

import { branchOf, keepOlder } from "./thread";

/** Joins the pages, and keeps what was read before where they are read again. */
export const useBranch = (
  id: ConversationId | null,
  pages: readonly { readonly items: readonly Message[] }[] | undefined,
): readonly Message[] | undefined => {
  const before = useRef<{ id: ConversationId | null; branch: readonly Message[] }>({
    id,
    branch: [],
  });
  const branch = useMemo(() => {
    if (!pages) return undefined;
    const known = before.current.id === id ? before.current.branch : [];
    return keepOlder(known, branchOf(pages));
  }, [id, pages]);
  useEffect(() => {
    before.current = { id, branch: branch ?? [] };
  }, [id, branch]);
  return branch;
};

/** Gathers where the messages of all pages stand among their siblings. */
export const useForks = (
  pages: readonly { readonly forks: readonly Fork[] }[] | undefined,
): ReadonlyMap<MessageId, Fork> =>
  useMemo(
    () => new Map(pages?.flatMap((page) => page.forks).map((fork) => [fork.message_id, fork])),
    [pages],
  );
