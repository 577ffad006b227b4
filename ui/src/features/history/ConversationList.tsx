import type { Conversation, ConversationId } from "@atelier/client/types";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";

import { ConversationRow } from "./ConversationRow";
import { groupByAge } from "./groups";
import { addressOf, type HistoryFilter } from "./use-history";
import { useShelf } from "./use-shelf";

type Props = {
  readonly conversations: readonly Conversation[];
  readonly shelf: HistoryFilter["shelf"];
  readonly onReachEnd: () => void;
};

/** Conversations below the days they last changed on. One of them is reached by Tab, all by arrows. */
export const ConversationList = ({ conversations, shelf, onReachEnd }: Props) => {
  const [place] = useLocation();
  const list = useRef<HTMLDivElement>(null);
  const [reached, reach] = useState<ConversationId | null>(null);
  const [renamed, setRenamed] = useState<ConversationId | null>(null);
  const { rename, moveToTrash, restore } = useShelf();
  const open = conversations.find(({ id }) => place === addressOf(id))?.id;
  const entry = conversations.some(({ id }) => id === reached)
    ? reached
    : (open ?? conversations[0]?.id);

  useFill(list, onReachEnd, conversations.length);

  const onKeyDown = (event: KeyboardEvent) => {
    const rows = rowsOf(list.current);
    const at = rows.indexOf(document.activeElement as HTMLElement);
    const chosen = conversations.find(({ id }) => id === rows[at]?.dataset["conversation"]);
    if (!chosen) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to !== undefined) {
      rows[Math.max(0, Math.min(to, rows.length - 1))]?.focus();
      if (to >= rows.length) onReachEnd();
    } else if (event.key === "F2" && shelf === "kept") setRenamed(chosen.id);
    else if (event.key === "Delete" && shelf === "kept") {
      (rows[at + 1] ?? rows[at - 1])?.focus();
      moveToTrash(chosen);
    } else return;
    event.preventDefault();
  };
  const endRename = (conversation: Conversation, title: string | null) => {
    setRenamed(null);
    if (title !== null) rename(conversation, title);
    queueMicrotask(() => rowsOf(list.current, conversation.id)[0]?.focus());
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the links inside it
    <div onKeyDown={onKeyDown} ref={list}>
      {groupByAge(conversations, Date.now()).map(({ name, conversations: group }) => (
        <section aria-label={name} className="pt-3 first:pt-1" key={name}>
          <h2 className="px-2 pb-1 text-xs font-medium text-text-faint">{name}</h2>
          <ul>
            {group.map((conversation) => (
              <ConversationRow
                conversation={conversation}
                key={conversation.id}
                onDelete={() => moveToTrash(conversation)}
                onReached={() => reach(conversation.id)}
                onRename={() => setRenamed(conversation.id)}
                onRenamed={(title) => endRename(conversation, title)}
                onRestore={() => restore(conversation)}
                open={conversation.id === open}
                reachable={conversation.id === entry}
                renaming={conversation.id === renamed}
                shelf={shelf}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
};

const rowsOf = (list: HTMLElement | null, id?: ConversationId): HTMLElement[] => {
  const rows = [...(list?.querySelectorAll<HTMLElement>("[data-conversation]") ?? [])];
  return id === undefined ? rows : rows.filter((row) => row.dataset["conversation"] === id);
};

/** Reads on where a part of the list does not fill the sidebar. */
const useFill = (
  list: React.RefObject<HTMLElement | null>,
  onReachEnd: () => void,
  length: number,
): void => {
  const latest = useRef(onReachEnd);
  useEffect(() => {
    latest.current = onReachEnd;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a longer list is measured again.
  useEffect(() => {
    const frame = list.current?.parentElement;
    if (frame && frame.clientHeight > 0 && frame.scrollHeight <= frame.clientHeight)
      latest.current();
  }, [list, length]);
};
