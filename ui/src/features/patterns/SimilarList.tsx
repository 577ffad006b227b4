import type { PatternId, SimilarPattern } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { useRef } from "react";
import { Link } from "wouter";

import { RelativeTime } from "../../components/RelativeTime";
import { sharedWords, standing } from "./why";

type Props = {
  readonly similar: readonly SimilarPattern[];
  readonly onWrong: (id: PatternId) => void;
  readonly onForget: (id: PatternId) => void;
};

/** Conversations like what is written: why each was found, and what can be done about it. */
export const SimilarList = ({ similar, onWrong, onForget }: Props) => {
  const list = useRef<HTMLUListElement>(null);
  const dismiss = (dismissed: (id: PatternId) => void, { id }: SimilarPattern) => {
    dismissed(id);
    // The row goes, and the focus must not go with it.
    const links = [...(list.current?.querySelectorAll<HTMLElement>("[data-pattern]") ?? [])];
    const next = links.find((link) => link.dataset["pattern"] !== id);
    (next ?? document.querySelector<HTMLElement>("main [data-region-focus]"))?.focus();
  };
  return (
    <ul className="divide-y divide-hairline" ref={list}>
      {similar.map((pattern) => (
        <li className="px-4 py-3" key={pattern.id}>
          <div className="flex items-baseline gap-3">
            <p className="min-w-0 flex-1 truncate text-sm font-medium" dir="auto">
              {pattern.title || pattern.message}
            </p>
            <RelativeTime at={pattern.created_at} className="shrink-0 text-xs text-text-faint" />
          </div>
          <p className="mt-0.5 truncate text-xs text-text-subtle" dir="auto">
            {pattern.response}
          </p>
          <p className="mt-1 text-xs text-text-subtle">
            {sharedWords(pattern)} · {standing(pattern)}
          </p>
          <div className="-ml-2 mt-1 flex gap-1">
            <Link
              className={ACTION}
              data-pattern={pattern.id}
              href={`/c/${pattern.conversation_id}`}
            >
              {t`Open`}
            </Link>
            <button
              className={ACTION}
              onClick={() => dismiss(onWrong, pattern)}
              title={t`It has nothing to do with this: not suggested any more`}
              type="button"
            >
              {t`Wrong`}
            </button>
            <button
              className={ACTION}
              onClick={() => dismiss(onForget, pattern)}
              title={t`Forget what was learned from it; the conversation stays`}
              type="button"
            >
              {t`Forget`}
            </button>
          </div>
        </li>
      ))}
    </ul>
  );
};

const ACTION =
  "inline-flex h-7 items-center rounded-control px-2 text-xs font-medium text-text-subtle no-underline " +
  "hover:bg-surface-hover hover:text-text focus-visible:-outline-offset-2";
