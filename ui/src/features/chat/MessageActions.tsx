import type { Message } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { Check, Copy, Info, Pencil, RotateCw } from "lucide-react";
import { useRef, useState } from "react";

import { IconButton } from "../../components/IconButton";
import { later } from "../../components/later";
import { useFlash } from "../../components/markdown/use-flash";
import { RelativeTime } from "../../components/RelativeTime";
import { cx } from "../../lib/cx";
import { usePlatform } from "../../platform/context";
import { BranchStepper } from "./BranchStepper";
import { useBranching } from "./branching";
import { MessageInfo } from "./MessageInfo";
import { MessageMenu } from "./MessageMenu";
import { textOf } from "./message-text";

const RequestInspector = later(
  async () => (await import("./request/RequestInspector")).RequestInspector,
  () => null,
);

type Props = {
  readonly message: Message;
  /** The answers of the same turn before it. */
  readonly earlier: readonly Message[];
  readonly onRegenerate: (() => void) | null;
  /** Shown only while the message is pointed at or holds the focus. */
  readonly quiet: boolean;
};

/** What can be done with a message; every button is reached by Tab, seen or not. */
export const MessageActions = ({ message, earlier, onRegenerate, quiet }: Props) => {
  const platform = usePlatform();
  const [copied, flash] = useFlash();
  const [info, setInfo] = useState(false);
  const [inspecting, setInspecting] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const branching = useBranching();
  const answer = message.role === "assistant";
  const text = textOf(message);
  const copy = () => {
    platform.copyText(text).then(flash, () => {});
  };
  return (
    <div className={cx("flex h-7 items-center", answer ? "-ml-2" : "flex-row-reverse")}>
      <BranchStepper id={message.id} />
      <div
        className={cx(
          "flex items-center text-xs text-text-faint",
          quiet && !info && "opacity-0 group-hover:opacity-100 group-focus-within:opacity-100",
        )}
      >
        {!answer && <RelativeTime at={message.created_at} className="px-2" />}
        {text !== "" && (
          <IconButton
            icon={copied ? Check : Copy}
            label={copied ? t`Copied` : t`Copy`}
            onClick={copy}
          />
        )}
        {onRegenerate && (
          <IconButton icon={RotateCw} label={t`Answer again`} onClick={onRegenerate} />
        )}
        {branching && (
          <>
            <IconButton
              data-edit={message.id}
              icon={Pencil}
              label={t`Edit`}
              onClick={() => branching.edit(message.id)}
            />
            <MessageMenu branching={branching} message={message} />
          </>
        )}
        {answer && (
          <>
            <IconButton
              aria-expanded={info}
              icon={Info}
              label={t`About this answer`}
              onClick={() => setInfo(!info)}
              ref={anchor}
            />
            {info && (
              <MessageInfo
                anchor={anchor}
                earlier={earlier}
                message={message}
                onClose={() => setInfo(false)}
                onInspect={() => {
                  // The dialog gives the focus back to where it was.
                  anchor.current?.focus();
                  setInfo(false);
                  setInspecting(true);
                }}
              />
            )}
            {inspecting && (
              <RequestInspector
                answers={[...earlier, message]}
                onClose={() => setInspecting(false)}
              />
            )}
            <RelativeTime at={message.completed_at ?? message.created_at} className="px-2" />
          </>
        )}
      </div>
    </div>
  );
};
