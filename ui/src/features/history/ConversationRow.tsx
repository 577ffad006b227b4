import type { Conversation } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { Check, Ellipsis, RotateCcw, Trash2 } from "lucide-react";
import { useEffect, useRef } from "react";
import { Link } from "wouter";

import { ColorDot } from "../../components/ColorDot";
import { Icon } from "../../components/Icon";
import { IconButton } from "../../components/IconButton";
import { Menu } from "../../components/Menu";
import { StateDot } from "../../components/StateDot";
import { useOperation } from "../../data/use-operation";
import { cx } from "../../lib/cx";
import { exactTime } from "../../lib/time";
import { dragConversation } from "./dragging";
import { PROJECT_COLORS } from "./project-colors";
import { menuOf, type RowAction } from "./row-actions";
import { addressOf, type HistoryFilter } from "./use-history";

type Props = {
  readonly conversation: Conversation;
  readonly shelf: HistoryFilter["shelf"];
  /** Whether the stage shows it. */
  readonly open: boolean;
  /** Whether Tab comes here. */
  readonly reachable: boolean;
  readonly renaming: boolean;
  /** Whether it is one of several that something is to be done with. */
  readonly chosen: boolean;
  readonly onReached: () => void;
  readonly onAction: (action: RowAction) => void;
  /** Ends renaming; null leaves the title. */
  readonly onRenamed: (title: string | null) => void;
  readonly onRestore: () => void;
  /** Asks whether it is to be deleted for good. */
  readonly onErase: () => void;
};

/** One conversation of the list. */
export const ConversationRow = (props: Props) => {
  const { conversation, shelf, open, reachable, renaming, onReached } = props;
  const title = conversation.title || t`New conversation`;
  const tabIndex = reachable ? 0 : -1;
  if (renaming) return <TitleField onDone={props.onRenamed} title={conversation.title} />;
  return (
    <li
      className={cx(
        "group relative flex items-center rounded-control",
        open ? "bg-surface-selected" : "hover:bg-surface-hover",
      )}
      draggable={shelf !== "trash"}
      onDragStart={(event) => dragConversation(event, conversation.id)}
      onFocus={onReached}
    >
      <Link
        aria-current={open ? "page" : undefined}
        aria-description={props.chosen ? t`Chosen` : undefined}
        className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded-control px-2 text-sm text-text no-underline focus-visible:-outline-offset-2"
        data-conversation={conversation.id}
        href={addressOf(conversation.id)}
        onDoubleClick={shelf === "trash" ? undefined : () => props.onAction("rename")}
        tabIndex={tabIndex}
        title={`${title}\n${exactTime(conversation.updated_at)}`}
      >
        {props.chosen && <Icon className="shrink-0 text-accent" of={Check} />}
        <ProjectDot id={conversation.project_id} />
        {conversation.state === "streaming" && (
          <StateDot label={t`Answering`} running tone="accent" />
        )}
        <span
          className={cx("min-w-0 flex-1 truncate", conversation.title === "" && "text-text-subtle")}
          dir="auto"
        >
          {title}
        </span>
      </Link>
      <div className="absolute right-0 flex rounded-control opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 group-hover:bg-surface-hover group-focus-within:bg-surface-hover">
        {shelf === "trash" ? (
          <>
            <IconButton
              icon={RotateCcw}
              label={t`Restore “${title}”`}
              onClick={props.onRestore}
              tabIndex={tabIndex}
            />
            <IconButton
              icon={Trash2}
              label={t`Delete “${title}” for good`}
              onClick={props.onErase}
              tabIndex={tabIndex}
            />
          </>
        ) : (
          <Menu
            items={menuOf(conversation, props.onAction)}
            trigger={(trigger) => (
              <IconButton
                {...trigger}
                icon={Ellipsis}
                label={t`More about “${title}”`}
                tabIndex={tabIndex}
              />
            )}
          />
        )}
      </div>
    </li>
  );
};

/** The mark of the project that a conversation belongs to. */
const ProjectDot = ({ id }: { readonly id: string | null }) => {
  const { data: projects } = useOperation("project.list", {}, { enabled: id !== null });
  const project = projects?.find((one) => one.id === id);
  return project ? (
    <ColorDot
      look={PROJECT_COLORS[project.color].look}
      title={t`Project ${{ name: project.name }}`}
    />
  ) : null;
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
        aria-label={t`Title of the conversation`}
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
        placeholder={t`New conversation`}
        ref={field}
      />
    </li>
  );
};
