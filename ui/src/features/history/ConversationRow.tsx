import type { Conversation } from "@atelier/client/types";
import { Ellipsis, Pencil, RotateCcw, Share, Trash2 } from "lucide-react";
import { useEffect, useRef } from "react";
import { Link } from "wouter";

import { IconButton } from "../../components/IconButton";
import { Menu } from "../../components/Menu";
import { StateDot } from "../../components/StateDot";
import { cx } from "../../lib/cx";
import { askForExport } from "../../lib/export-request";
import { exactTime } from "../../lib/time";
import { addressOf, type HistoryFilter } from "./use-history";

type Props = {
  readonly conversation: Conversation;
  readonly shelf: HistoryFilter["shelf"];
  /** Whether the stage shows it. */
  readonly open: boolean;
  /** Whether Tab comes here. */
  readonly reachable: boolean;
  readonly renaming: boolean;
  readonly onReached: () => void;
  readonly onRename: () => void;
  /** Ends renaming; null leaves the title. */
  readonly onRenamed: (title: string | null) => void;
  readonly onDelete: () => void;
  readonly onRestore: () => void;
};

/** What a conversation without a title is called. */
const UNTITLED = "New conversation";

/** One conversation of the list. */
export const ConversationRow = (props: Props) => {
  const { conversation, shelf, open, reachable, renaming, onReached } = props;
  const title = conversation.title || UNTITLED;
  const tabIndex = reachable ? 0 : -1;
  if (renaming) return <TitleField onDone={props.onRenamed} title={conversation.title} />;
  return (
    <li
      className={cx(
        "group relative flex items-center rounded-control",
        open ? "bg-surface-selected" : "hover:bg-surface-hover",
      )}
      onFocus={onReached}
    >
      <Link
        aria-current={open ? "page" : undefined}
        className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded-control px-2 text-sm text-text no-underline focus-visible:-outline-offset-2"
        data-conversation={conversation.id}
        href={addressOf(conversation.id)}
        onDoubleClick={shelf === "kept" ? props.onRename : undefined}
        tabIndex={tabIndex}
        title={`${title}\n${exactTime(conversation.updated_at)}`}
      >
        {conversation.state === "streaming" && <StateDot label="Answering" running tone="accent" />}
        <span
          className={cx("min-w-0 flex-1 truncate", conversation.title === "" && "text-text-subtle")}
          dir="auto"
        >
          {title}
        </span>
      </Link>
      <div className="absolute right-0 flex rounded-control opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 group-hover:bg-surface-hover group-focus-within:bg-surface-hover">
        {shelf === "trash" ? (
          <IconButton
            icon={RotateCcw}
            label={`Restore “${title}”`}
            onClick={props.onRestore}
            tabIndex={tabIndex}
          />
        ) : (
          <Menu
            items={[
              { label: "Rename", icon: Pencil, shortcut: "F2", onSelect: props.onRename },
              { label: "Export…", icon: Share, onSelect: () => askForExport(conversation.id) },
              {
                label: "Delete",
                icon: Trash2,
                shortcut: "Del",
                tone: "danger",
                onSelect: props.onDelete,
              },
            ]}
            trigger={(trigger) => (
              <IconButton
                {...trigger}
                icon={Ellipsis}
                label={`More about “${title}”`}
                tabIndex={tabIndex}
              />
            )}
          />
        )}
      </div>
    </li>
  );
};

type TitleProps = { readonly title: string; readonly onDone: (title: string | null) => void };

const TitleField = ({ title, onDone }: TitleProps) => {
  const field = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  const end = (written: string | null) => {
    // Leaving the field is part of ending: only the first end counts.
    if (done.current) return;
    done.current = true;
    onDone(written);
  };
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  return (
    <li>
      <input
        aria-label="Title of the conversation"
        className="h-8 w-full rounded-control border border-border-focus bg-surface-raised px-2 text-sm"
        defaultValue={title}
        maxLength={400}
        onBlur={(event) => end(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          event.stopPropagation();
          if (event.key === "Enter") end(event.currentTarget.value);
          if (event.key === "Escape") end(null);
        }}
        placeholder={UNTITLED}
        ref={field}
      />
    </li>
  );
};
