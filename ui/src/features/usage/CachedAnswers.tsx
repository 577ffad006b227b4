import type { CachedAnswer } from "@atelier/client/types";
import { plural, t } from "@lingui/core/macro";
import { X } from "lucide-react";
import { useRef } from "react";
import { Link } from "wouter";

import { ErrorNote } from "../../components/ErrorNote";
import { IconButton } from "../../components/IconButton";
import { RelativeTime } from "../../components/RelativeTime";
import { useCommand } from "../../data/use-command";
import { useOperation } from "../../data/use-operation";
import { bytes, money } from "../../lib/quantity";

/** The answers that are kept, each with the way to its conversation. */
export const CachedAnswers = () => {
  const { data, error, refetch } = useOperation("cache.list", {});
  const remove = useCommand("cache.remove");
  const list = useRef<HTMLUListElement>(null);
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data || data.length === 0) return null;
  const forget = ({ id }: CachedAnswer) => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>("[data-answer]") ?? [])];
    const next = rows.find((row) => row.dataset["answer"] !== id);
    remove.mutate({ id });
    // The row goes, and the focus must not go with it.
    next?.focus();
  };
  return (
    <>
      {remove.error && <ErrorNote error={remove.error} title={t`It was not forgotten`} />}
      <ul
        aria-label={t`Answers that are kept`}
        className="max-h-80 overflow-y-auto rounded-card border border-hairline"
        ref={list}
      >
        {data.map((answer) => (
          <li
            className="flex items-center gap-3 border-hairline px-3 py-1.5 not-last:border-b"
            key={answer.id}
          >
            <Link
              className="min-w-0 flex-1 rounded-control py-0.5 no-underline focus-visible:-outline-offset-2"
              data-answer={answer.id}
              href={`/c/${answer.conversation_id}`}
            >
              <span className="block truncate text-sm text-text" dir="auto">
                {answer.question || t`(without words)`}
              </span>
              <span className="numeric block truncate text-xs text-text-subtle">
                {factsOf(answer)}
              </span>
            </Link>
            <RelativeTime at={answer.answered_at} className="shrink-0 text-xs text-text-subtle" />
            <IconButton icon={X} label={t`Forget this answer`} onClick={() => forget(answer)} />
          </li>
        ))}
      </ul>
    </>
  );
};

const factsOf = ({ model, bytes: size, hits, cost_nano_usd }: CachedAnswer): string => {
  const times = plural(hits, {
    0: "not given again yet",
    one: "given again # time",
    other: "given again # times",
  });
  return [model, bytes(size), money(cost_nano_usd), times].join(" · ");
};
