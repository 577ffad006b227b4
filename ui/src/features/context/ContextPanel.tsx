import type { BudgetLevel, Context } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { X } from "lucide-react";
import { useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { Button } from "../../components/Button";
import { ErrorNote } from "../../components/ErrorNote";
import { IconButton } from "../../components/IconButton";
import { LevelBar } from "../../components/LevelBar";
import { Skeleton } from "../../components/Skeleton";
import { useOperation } from "../../data/use-operation";
import { count } from "../../lib/quantity";
import { useLater } from "../../lib/use-later";
import { ContextPartRow } from "./ContextPartRow";
import { ConversationBudget } from "./ConversationBudget";
import { type Fill, fillOf, partOf, sentences } from "./meter";
import { togglePanel, usePanel } from "./panel";
import { SummaryCard } from "./SummaryCard";
import type { Pending } from "./use-meter";

/** So many parts are shown at first: the last ones. */
const FIRST = 60;
/** How long nothing may be typed before the text counts, in ms. */
const STILL = 700;

/** Draws the panel in its place beside the conversation, while it is open. */
export const ContextPanel = (pending: Pending) => {
  const { open, slot } = usePanel();
  return open && slot ? createPortal(<Panel {...pending} />, slot) : null;
};

const Panel = ({ conversationId, text, model, effort }: Pending) => {
  const settled = useLater(text, STILL);
  const input = { conversation_id: conversationId, text: settled, model, effort, count: true };
  const { data, error, refetch } = useOperation("context.parts", input, { keepPrevious: true });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const inside = usePanel.getState().slot?.contains(document.activeElement) ?? false;
      if (event.key !== "Escape" || !inside) return;
      // Else it would stop the answer, too.
      event.stopPropagation();
      togglePanel(false);
    };
    document.addEventListener("keydown", onKey, true);
    return () => document.removeEventListener("keydown", onKey, true);
  }, []);
  return (
    <>
      <header className="flex h-12 shrink-0 items-center justify-between gap-2 pr-2 pl-4">
        <h2 className="text-base font-semibold">{t`Context`}</h2>
        <IconButton icon={X} label={t`Close the context`} onClick={() => togglePanel(false)} />
      </header>
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-4 pb-6">
        {error && !data ? (
          <ErrorNote error={error} onRetry={() => refetch()} />
        ) : data ? (
          <Parts context={data} conversationId={conversationId} />
        ) : (
          <Skeleton lines={8} />
        )}
      </div>
    </>
  );
};

type PartsProps = { readonly context: Context; readonly conversationId: string | null };

const Parts = ({ context, conversationId }: PartsProps) => {
  const [all, setAll] = useState(false);
  const { parts, meter } = context;
  const hidden = all ? 0 : Math.max(0, parts.length - FIRST);
  const part = partOf(meter);
  return (
    <>
      <div>
        <p className="text-sm text-text-subtle">{sentences(meter)}</p>
        {!meter.simulated && (
          <p className="mt-1 text-xs text-text-subtle">
            {t`While this is open, the endpoint counts what you write: it goes there for that alone.`}
          </p>
        )}
        {part !== null && <LevelBar className="mt-2" level={LEVELS[fillOf(meter)]} part={part} />}
      </div>
      {conversationId !== null && (
        <>
          <SummaryCard context={context} conversationId={conversationId} />
          <ConversationBudget conversationId={conversationId} />
        </>
      )}
      {parts.length === 0 ? (
        <p className="text-sm text-text-subtle">
          {t`Nothing would be sent yet. What you write, and what was said before, is listed here.`}
        </p>
      ) : (
        <section aria-label={t`Parts of the next request`}>
          <p className="mb-2 text-xs text-text-faint">
            {t`What is left out stays in the conversation. What is pinned is sent word for word, whatever a summary stands for.`}
          </p>
          {hidden > 0 && (
            <Button
              onClick={() => setAll(true)}
              variant="quiet"
            >{t`Show ${{ hidden: count(hidden) }} earlier parts`}</Button>
          )}
          <ul className="flex flex-col">
            {parts.slice(hidden).map((each, at) => (
              <ContextPartRow
                conversationId={conversationId}
                key={each.message_id ?? `${each.kind}${at}`}
                part={each}
              />
            ))}
          </ul>
        </section>
      )}
    </>
  );
};

const LEVELS: Record<Fill, BudgetLevel> = {
  fine: "fine",
  unknown: "fine",
  near: "near",
  over: "reached",
};
