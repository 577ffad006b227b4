import type { Message } from "@atelier/client/types";
import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg, t } from "@lingui/core/macro";
import { Check, ChevronRight, CircleAlert, CircleSlash, type LucideIcon } from "lucide-react";
import { useEffect, useId, useRef } from "react";

import { Icon } from "../../components/Icon";
import { ExactText } from "../../components/markdown/Inline";
import { StateDot } from "../../components/StateDot";
import { announce } from "../../components/toasts";
import { cx } from "../../lib/cx";
import { count } from "../../lib/quantity";
import { toolTitle } from "../../lib/tool-words";
import { useFold } from "./folding";
import { askedOf, type ToolState, type ToolUse, titleOf, toolCall } from "./tool-call";
import { useToolView } from "./tool-views";

type Props = {
  readonly block: ToolUse;
  readonly message: Message;
  /** What brings the results of the message; null while there is nothing. */
  readonly results: Message | null;
  /** The arguments, as far as they have arrived. */
  readonly input: string | null;
};

/** A tool that Claude asked for: what it was asked, how it stands, and what it returned. */
export const ToolCard = ({ block, message, results, input }: Props) => {
  const [open, setOpen] = useFold();
  const id = useId();
  const View = useToolView(block.name);
  const { state, result } = toolCall(block, message, results);
  const title = toolTitle(block.name) ?? titleOf(block.name);
  useAnnouncement(title, state);
  return (
    <section
      aria-label={t`Tool: ${title}`}
      className="overflow-hidden rounded-card border border-hairline text-sm"
      data-tool={block.name}
      data-tool-state={state}
    >
      <button
        aria-controls={open ? id : undefined}
        aria-expanded={open}
        className="flex w-full items-center gap-3 px-3 py-2 text-left hover:bg-surface-hover focus-visible:-outline-offset-2"
        onClick={() => setOpen(!open)}
        title={open ? t`Hide what was asked and returned` : t`Show what was asked and returned`}
        type="button"
      >
        <Mark state={state} />
        <span className="font-medium">{title}</span>
        <span className="min-w-0 flex-1 truncate text-text-subtle">
          {input === null && <ExactText text={askedOf(block.input)} />}
        </span>
        <span className={cx("text-xs", LOOKS[state].tone)}>{i18n._(LOOKS[state].word)}</span>
        <Icon className={cx("text-text-faint", open && "rotate-90")} of={ChevronRight} />
      </button>
      {open && (
        <div className="flex flex-col border-t border-hairline bg-surface-sunken" id={id}>
          <Part title={t`Asked`}>{input ?? JSON.stringify(block.input, null, 2)}</Part>
          {result !== null && (
            <Part title={state === "failed" ? t`Why it failed` : t`Returned`}>
              {pretty(result)}
            </Part>
          )}
        </div>
      )}
      {state === "failed" && !open && (
        <p className="border-t border-hairline px-3 py-2 wrap-anywhere text-text-subtle">
          <ExactText text={cut(result ?? "", 400)} />
        </p>
      )}
      {state === "done" && View && result !== null && (
        <div className="border-t border-hairline p-3">
          <View input={block.input} result={result} />
        </div>
      )}
    </section>
  );
};

type Look = {
  readonly word: MessageDescriptor;
  readonly tone: string;
  readonly icon: LucideIcon | null;
};

const LOOKS: Record<ToolState, Look> = {
  asking: { word: msg`Asking`, tone: "text-text-subtle", icon: null },
  running: { word: msg`Running`, tone: "text-text-subtle", icon: null },
  done: { word: msg`Done`, tone: "text-text-subtle", icon: Check },
  failed: { word: msg`Failed`, tone: "text-danger", icon: CircleAlert },
  lost: { word: msg`No result`, tone: "text-warning", icon: CircleSlash },
};

const Mark = ({ state }: { readonly state: ToolState }) => {
  const { icon, tone } = LOOKS[state];
  if (icon === null) {
    return (
      <span className="inline-flex w-4 justify-center">
        <StateDot running tone="accent" />
      </span>
    );
  }
  return <Icon className={tone} of={icon} />;
};

/** The most characters of a request or a result that are drawn. */
const MOST = 20_000;

type PartProps = { readonly title: string; readonly children: string };

const Part = ({ title, children }: PartProps) => (
  <>
    <h4 className="px-3 pt-3 text-xs font-medium text-text-subtle">{title}</h4>
    <pre
      className="max-h-80 overflow-auto p-3 whitespace-pre-wrap wrap-anywhere focus-visible:-outline-offset-2"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
      tabIndex={0}
    >
      <ExactText text={cut(children, MOST)} />
    </pre>
  </>
);

const cut = (text: string, most: number): string =>
  text.length > most
    ? `${text.slice(0, most)}\n${t`… ${{ more: count(text.length - most) }} more`}`
    : text;

const pretty = (text: string): string => {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
};

/** Tells a screen reader what a tool that was at work came to. */
const useAnnouncement = (title: string, state: ToolState): void => {
  const before = useRef(state);
  useEffect(() => {
    const was = before.current;
    before.current = state;
    if (was === state) return;
    announce(t`${title}: ${{ state: i18n._(LOOKS[state].word) }}`);
  }, [title, state]);
};
