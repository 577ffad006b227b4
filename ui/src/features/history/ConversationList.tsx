import type { Conversation, ConversationId } from "@atelier/client/types";
import { i18n } from "@lingui/core";
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from "react";
import { useLocation } from "wouter";

import { ChosenBar } from "./ChosenBar";
import { ConversationRow } from "./ConversationRow";
import { EraseDialog } from "./EraseDialog";
import { groupByAge, HEADINGS } from "./groups";
import { MoveDialog } from "./MoveDialog";
import { actionOf, type RowAction } from "./row-actions";
import { extended, toggled } from "./selection";
import { TagDialog } from "./TagDialog";
import { addressOf, type HistoryFilter } from "./use-history";
import { useOrder } from "./use-order";
import { useShelf } from "./use-shelf";

type Props = {
  readonly conversations: readonly Conversation[];
  readonly shelf: HistoryFilter["shelf"];
  readonly onReachEnd: () => void;
  /** What stands between the pinned and the others. */
  readonly between?: ReactNode;
};

/** What is asked about conversations before something happens. */
type Asking = {
  readonly what: "move" | "tag" | "erase";
  readonly about: readonly Conversation[];
};

const NONE: ReadonlySet<ConversationId> = new Set();

/** Conversations below the days they last changed on. One of them is reached by Tab, all by arrows. */
export const ConversationList = ({ conversations, shelf, onReachEnd, between }: Props) => {
  const [place] = useLocation();
  const list = useRef<HTMLDivElement>(null);
  const [reached, reach] = useState<ConversationId | null>(null);
  const [renamed, setRenamed] = useState<ConversationId | null>(null);
  const [marked, mark] = useState(NONE);
  const [asking, ask] = useState<Asking | null>(null);
  const { rename, moveToTrash, restore } = useShelf();
  const order = useOrder();
  const open = conversations.find(({ id }) => place === addressOf(id))?.id;
  const entry = conversations.some(({ id }) => id === reached)
    ? reached
    : (open ?? conversations[0]?.id);
  const chosen = conversations.filter(({ id }) => marked.has(id));

  useFill(list, onReachEnd, conversations.length);

  const run = (action: RowAction, one: Conversation) => {
    if (action === "pin") order.pin([one], one.pinned_at === null);
    else if (action === "archive") order.archive([one], one.archived_at === null);
    else if (action === "rename") setRenamed(one.id);
    else if (action === "delete") moveToTrash(one);
    else ask({ what: action, about: [one] });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const rows = rowsOf(list.current);
    const at = rows.indexOf(document.activeElement as HTMLElement);
    const one = conversations.find(({ id }) => id === rows[at]?.dataset["conversation"]);
    if (!one) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    const action = actionOf(event);
    if (to !== undefined) {
      rows[Math.max(0, Math.min(to, rows.length - 1))]?.focus();
      if (to >= rows.length) onReachEnd();
    } else if (event.key === " " && shelf !== "trash") mark(toggled(marked, one.id));
    else if (event.key === "Escape" && marked.size > 0) mark(NONE);
    else if (event.key === "Delete" && shelf === "trash") ask({ what: "erase", about: [one] });
    else if (action && shelf !== "trash") {
      if (action === "delete") (rows[at + 1] ?? rows[at - 1])?.focus();
      run(action, one);
    } else return;
    event.preventDefault();
  };
  const onClickCapture = (event: MouseEvent) => {
    if (shelf === "trash" || !(event.ctrlKey || event.metaKey || event.shiftKey)) return;
    const row = (event.target as Element).closest<HTMLElement>("[data-conversation]");
    const id = row?.dataset["conversation"];
    if (id === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const ids = conversations.map((it) => it.id);
    mark(event.shiftKey ? extended(marked, ids, reached, id) : toggled(marked, id));
    reach(id);
  };
  const endRename = (conversation: Conversation, title: string | null) => {
    setRenamed(null);
    if (title !== null) rename(conversation, title);
    queueMicrotask(() => rowsOf(list.current, conversation.id)[0]?.focus());
  };
  const groups = groupByAge(conversations, Date.now());
  const [first] = groups;
  const group = ({ name, conversations: rows }: (typeof groups)[number]) => (
    <section aria-label={i18n._(HEADINGS[name])} className="pt-3 first:pt-1" key={name}>
      <h2 className="px-2 pb-1 text-xs font-medium text-text-faint">{i18n._(HEADINGS[name])}</h2>
      <ul>
        {rows.map((conversation) => (
          <ConversationRow
            chosen={marked.has(conversation.id)}
            conversation={conversation}
            key={conversation.id}
            onAction={(action) => run(action, conversation)}
            onErase={() => ask({ what: "erase", about: [conversation] })}
            onReached={() => reach(conversation.id)}
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
  );
  const close = () => ask(null);
  const [about] = asking?.about ?? [];
  const pinned = first?.name === "pinned" ? [first] : [];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the links inside it
    <div onClickCapture={onClickCapture} onKeyDown={onKeyDown} ref={list}>
      {chosen.length > 0 && (
        <ChosenBar
          chosen={chosen}
          onArchive={() => {
            order.archive(chosen, shelf !== "archive");
            mark(NONE);
          }}
          onClear={() => mark(NONE)}
          onDelete={() => {
            for (const one of chosen) moveToTrash(one);
            mark(NONE);
          }}
          onMove={() => ask({ what: "move", about: chosen })}
          onPin={() => {
            order.pin(
              chosen,
              chosen.some(({ pinned_at }) => pinned_at === null),
            );
            mark(NONE);
          }}
        />
      )}
      {pinned.map(group)}
      {between}
      {groups.slice(pinned.length).map(group)}
      {asking?.what === "move" && (
        <MoveDialog
          conversations={asking.about}
          onClose={close}
          onMove={(project) => {
            order.move(
              asking.about.map(({ id }) => id),
              project,
            );
            mark(NONE);
          }}
        />
      )}
      {asking?.what === "tag" && about && <TagDialog conversation={about} onClose={close} />}
      {asking?.what === "erase" && about && <EraseDialog conversation={about} onClose={close} />}
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
