import type { FoundConversation } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { Archive, MessageSquareText, Pin, Trash2 } from "lucide-react";
import { type KeyboardEvent, useRef } from "react";
import { Link } from "wouter";

import { Icon } from "../../components/Icon";
import { RelativeTime } from "../../components/RelativeTime";
import { Snippet } from "./Snippet";

type Props = { readonly conversations: readonly FoundConversation[] };

/** What was found, by conversation; arrows go from one result to the next. */
export const ResultList = ({ conversations }: Props) => {
  const list = useRef<HTMLUListElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const links = [...(list.current?.querySelectorAll<HTMLElement>("a") ?? [])];
    const at = links.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    if (to < 0) document.querySelector<HTMLElement>("[data-search-field] input")?.focus();
    else links[Math.min(to, links.length - 1)]?.focus();
  };
  return (
    <ul
      className="divide-y divide-hairline"
      data-search-results=""
      onKeyDown={onKeyDown}
      ref={list}
    >
      {conversations.map(({ conversation, title, messages }) => (
        <li className="py-3" key={conversation.id}>
          <div className="flex items-baseline gap-3 px-3">
            <Link
              className="min-w-0 flex-1 truncate rounded-control text-base font-medium text-text no-underline hover:underline"
              dir="auto"
              href={`/c/${conversation.id}`}
            >
              {title.length === 0 ? t`New conversation` : <Snippet parts={title} />}
            </Link>
            <Standing of={conversation} />
            <RelativeTime
              at={conversation.updated_at}
              className="shrink-0 text-xs text-text-faint"
            />
          </div>
          {messages.length > 0 && (
            <ul className="mt-1">
              {messages.map(({ id, role, snippet }) => (
                <li key={id}>
                  <Link
                    className="flex gap-2 rounded-control px-3 py-1.5 text-sm text-text-subtle no-underline hover:bg-surface-hover focus-visible:-outline-offset-2"
                    href={`/c/${conversation.id}/${id}`}
                  >
                    <span className="w-14 shrink-0 text-xs leading-5 text-text-faint">
                      {role === "user" ? t`You` : t`Claude`}
                    </span>
                    <span className="line-clamp-2 min-w-0 flex-1 wrap-anywhere" dir="auto">
                      {snippet.length === 0 ? "…" : <Snippet parts={snippet} />}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
};

type StandingProps = { readonly of: FoundConversation["conversation"] };

/** Where a conversation stands, where that is not in the list. */
const Standing = ({ of: { trashed_at, archived_at, pinned_at, state } }: StandingProps) => {
  const found =
    (trashed_at !== null && { icon: Trash2, text: t`In the trash` }) ||
    (archived_at !== null && { icon: Archive, text: t`Archived` }) ||
    (pinned_at !== null && { icon: Pin, text: t`Pinned` }) ||
    (state === "streaming" && { icon: MessageSquareText, text: t`Answering` });
  if (!found) return null;
  return (
    <span className="inline-flex shrink-0 items-center gap-1 text-xs text-text-subtle">
      <Icon of={found.icon} />
      {found.text}
    </span>
  );
};
