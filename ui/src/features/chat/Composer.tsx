import type { SendKey } from "@atelier/client/types";
import { plural, t } from "@lingui/core/macro";
import { ArrowUp, ListPlus, Square } from "lucide-react";
import { type KeyboardEvent, type ReactNode, type Ref, useContext, useId } from "react";
import { IconButton } from "../../components/IconButton";
import { type Material, MaterialContext } from "../../components/material/material";
import { TextArea } from "../../components/TextArea";
import { useComposerLink } from "../../lib/compose";
import { cx } from "../../lib/cx";
import { count } from "../../lib/quantity";
import { isComposing } from "../../lib/shortcuts/chord";
import { usePlatform } from "../../platform/context";
import { judge, type Verdict } from "./message-rule";

/** When a message goes that is written while an answer arrives. */
export type QueueTime = "after" | "instead";

type Props = {
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly onBlur: () => void;
  readonly onSend: () => void;
  readonly onStop: () => void;
  /** Says it once the answer that is arriving has ended, or in its place; absent where neither can be. */
  readonly onQueue?: ((when: QueueTime) => void) | undefined;
  /** Returns what was said last, to be recalled. */
  readonly recall: () => string | null;
  readonly running: boolean;
  readonly sendKey: SendKey;
  /** The most characters a message may hold. */
  readonly limit: number;
  /** Why what goes along cannot be sent as it is. */
  readonly blocked?: string | null;
  /** What stands beside Send. */
  readonly beside?: ReactNode;
  /** The pickers at its foot. */
  readonly children: ReactNode;
  readonly ref: Ref<HTMLTextAreaElement>;
};

/** Where a person writes. */
export const Composer = (props: Props) => {
  const { text, onChange, onBlur, onSend, onStop, recall, running, sendKey, limit } = props;
  const { blocked = null } = props;
  const { isMac } = usePlatform();
  const hint = useId();
  useComposerLink(text, onChange);
  const verdict = judge(text, limit);
  const material = useContext(MaterialContext);
  const enough = verdict.state === "fits" || (verdict.state === "empty" && hasMore(material));
  const ready = enough && !material?.busy && blocked === null;
  const sendable = ready && !running;
  const queueable = ready && running;
  const { onQueue } = props;

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (isComposing(event.nativeEvent)) return;
    if (material?.mentions.onKeyDown(event)) return;
    if (event.key === "ArrowUp" && text === "") {
      const recalled = recall();
      if (recalled === null) return;
      event.preventDefault();
      onChange(recalled);
    } else if (event.key === "Enter" && meansSend(event, sendKey, isMac)) {
      event.preventDefault();
      const mod = isMac ? event.metaKey : event.ctrlKey;
      if (sendable) onSend();
      else if (queueable) onQueue?.(mod && sendKey === "enter" ? "instead" : "after");
    }
  };
  return (
    <div className="mx-auto w-full max-w-[calc(72ch+3rem)] px-6 pb-4">
      <div
        className={cx(
          "relative rounded-card border bg-surface-raised focus-within:border-border-focus",
          verdict.state === "too_long" ? "border-danger" : "border-border",
        )}
      >
        {material?.mentions.list}
        {material?.chips}
        <TextArea
          aria-describedby={hint}
          aria-invalid={verdict.state === "too_long"}
          aria-label={t`Message`}
          autoFocus
          bare
          className="block px-4 pt-3 pb-1 outline-none"
          data-region-focus=""
          dir="auto"
          onBlur={onBlur}
          onChange={(event) => {
            onChange(event.target.value);
            material?.mentions.onText(event.target, onChange);
          }}
          onKeyDown={onKeyDown}
          onPaste={material?.onPaste}
          placeholder={t`Write a message`}
          ref={props.ref}
          value={text}
        />
        <div className="flex min-w-0 flex-wrap items-center gap-1 p-2">
          {material?.button}
          {props.children}
          <div className="ml-auto flex items-center gap-1">
            <Length limit={limit} verdict={verdict} />
            {props.beside}
            {queueable && onQueue && (
              <IconButton
                icon={ListPlus}
                label={t`Send after this answer`}
                onClick={() => onQueue("after")}
                {...(sendKey === "enter" ? { shortcut: "Enter" } : {})}
              />
            )}
            {running ? (
              <RoundButton
                icon={<Square aria-hidden fill="currentColor" size={12} />}
                label={t`Stop`}
                onClick={onStop}
              />
            ) : (
              <RoundButton
                disabled={!sendable}
                icon={<ArrowUp aria-hidden size={16} strokeWidth={2} />}
                label={t`Send`}
                onClick={onSend}
              />
            )}
          </div>
        </div>
      </div>
      <p
        className={cx(
          "mt-1 min-h-4 text-xs",
          verdict.state === "too_long" || blocked !== null ? "text-danger" : "sr-only",
        )}
        id={hint}
      >
        {blocked !== null && `${blocked} `}
        {verdict.state === "too_long"
          ? t`${plural({ count: verdict.length - limit }, { one: "# character", other: "# characters" })} too many. Shorten the message, or raise the limit in Settings, Chat.`
          : t`A message holds at most ${{ limit: count(limit) }} characters.`}
      </p>
    </div>
  );
};

type RoundButtonProps = {
  readonly icon: ReactNode;
  readonly label: string;
  readonly onClick: () => void;
  readonly disabled?: boolean;
};

const RoundButton = ({ icon, label, onClick, disabled = false }: RoundButtonProps) => (
  <button
    aria-label={label}
    className="inline-flex size-8 shrink-0 items-center justify-center rounded-full bg-accent text-accent-text enabled:hover:bg-accent-hover disabled:bg-surface-selected disabled:text-text-faint"
    disabled={disabled}
    onClick={onClick}
    title={label}
    type="button"
  >
    {icon}
  </button>
);

/** Whether something goes along, without a word. */
const hasMore = (material: Material | null): boolean => (material?.ids.length ?? 0) > 0;

/** From this part of the limit on, the length is shown. */
const NEAR_LIMIT = 0.8;

const Length = ({ verdict, limit }: { readonly verdict: Verdict; readonly limit: number }) => {
  if (verdict.length < limit * NEAR_LIMIT) return null;
  const tone = verdict.state === "too_long" ? "text-danger" : "text-text-subtle";
  return (
    <span className={cx("numeric px-2 text-xs whitespace-nowrap", tone)}>
      {count(verdict.length)} / {count(limit)}
    </span>
  );
};

const meansSend = (event: KeyboardEvent, sendKey: SendKey, isMac: boolean): boolean => {
  const mod = isMac ? event.metaKey : event.ctrlKey;
  if (event.shiftKey || event.altKey) return false;
  return sendKey === "mod_enter" ? mod : true;
};
