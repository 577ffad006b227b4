import type {
  ContextBlock,
  ContextFate,
  ContextPart,
  ContextPartKind,
} from "@atelier/client/types";
import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg, t } from "@lingui/core/macro";
import { EyeOff, Pin, Undo2 } from "lucide-react";
import { IconButton } from "../../components/IconButton";
import { useCommand } from "../../data/use-command";
import { blockName } from "../../lib/block-words";
import { cx } from "../../lib/cx";
import { count } from "../../lib/quantity";

type Props = { readonly part: ContextPart; readonly conversationId: string | null };

/** A part of what would be sent, with its tokens; it can be pinned or left out. */
export const ContextPartRow = ({ part, conversationId }: Props) => {
  const mark = useCommand("context.mark");
  const { kind, title, tokens, fate, message_id, blocks } = part;
  const sent = fate === "sent";
  const changeable = part.can_drop && message_id !== null && conversationId !== null;
  const set = (to: "pin" | "drop" | null, block: number | null = null) => {
    if (message_id === null || conversationId === null) return;
    mark.mutate({ conversation_id: conversationId, message_id, block, mark: to });
  };
  const name = i18n._(KINDS[kind]);
  const about = title === "" ? name : `${name}: ${title}`;
  const many = blocks.length > 1 || blocks.some((block) => block.kind !== "text");
  return (
    <li className="border-b border-hairline py-1.5 last:border-none">
      <div className="flex items-center gap-1">
        <div className="min-w-0 flex-1">
          <p className="flex items-baseline gap-2 text-xs text-text-subtle">
            <span>{name}</span>
            {!sent && <span className="text-warning">{i18n._(FATES[fate])}</span>}
            <span className="flex-1" />
            <span className="numeric">{sent ? count(tokens) : "0"}</span>
          </p>
          <p
            className={cx("truncate text-sm", !sent && "text-text-subtle line-through")}
            dir="auto"
            title={title}
          >
            {title || <span className="text-text-faint">{t`without words`}</span>}
          </p>
        </div>
        {changeable && (
          <div className="flex shrink-0">
            <IconButton
              aria-pressed={part.mark === "pin"}
              disabled={mark.isPending}
              icon={Pin}
              label={part.mark === "pin" ? t`Unpin ${about}` : t`Pin ${about}`}
              onClick={() => set(part.mark === "pin" ? null : "pin")}
            />
            <IconButton
              disabled={mark.isPending}
              icon={part.mark === "drop" ? Undo2 : EyeOff}
              label={part.mark === "drop" ? t`Send ${about}` : t`Leave out ${about}`}
              onClick={() => set(part.mark === "drop" ? null : "drop")}
            />
          </div>
        )}
      </div>
      {many && sent && (
        <ul className="mt-1 ml-3 border-l border-hairline pl-3">
          {blocks.map((block) => (
            <BlockRow
              block={block}
              key={block.index}
              onDrop={
                conversationId === null || message_id === null
                  ? null
                  : (drop) => set(drop ? "drop" : null, block.index)
              }
            />
          ))}
        </ul>
      )}
    </li>
  );
};

type BlockProps = {
  readonly block: ContextBlock;
  readonly onDrop: ((drop: boolean) => void) | null;
};

const BlockRow = ({ block, onDrop }: BlockProps) => {
  const name = blockName(block.kind);
  const dropped = block.mark === "drop";
  const about = block.title === "" ? name : `${name}: ${block.title}`;
  return (
    <li className="flex min-h-8 items-center gap-2 text-xs text-text-subtle">
      <span className={cx("min-w-0 flex-1 truncate", !block.sent && "line-through")} dir="auto">
        {about}
      </span>
      {!block.sent && !dropped && <span>{t`not sent`}</span>}
      <span className="numeric">{count(block.tokens)}</span>
      {onDrop && block.can_drop && block.kind !== "text" && (
        <IconButton
          icon={dropped ? Undo2 : EyeOff}
          label={dropped ? t`Send ${about}` : t`Leave out ${about}`}
          onClick={() => onDrop(!dropped)}
        />
      )}
    </li>
  );
};

const KINDS: Record<ContextPartKind, MessageDescriptor> = {
  instructions: msg`Instructions`,
  tools: msg`Tools`,
  summary: msg`Summary`,
  said: msg`You`,
  answered: msg`Claude`,
  results: msg`Results of tools`,
};

const FATES: Record<Exclude<ContextFate, "sent">, MessageDescriptor> = {
  dropped: msg`left out`,
  summarized: msg`in the summary`,
  empty: msg`nothing to send`,
};
