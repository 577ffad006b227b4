import { t } from "@lingui/core/macro";
import { Quote } from "lucide-react";

import { Icon } from "../../components/Icon";
import { ExactText, PlainText } from "../../components/markdown/Inline";
import { Link } from "../../components/markdown/Link";
import type { Citation } from "./citations";

type Props = { readonly citations: readonly Citation[] };

/** The sources that an answer names: what they are, where in them, and the words. */
export const CitationCards = ({ citations }: Props) => (
  <ol aria-label={t`Sources`} className="mt-3 grid gap-2 sm:grid-cols-2">
    {citations.map(({ number, title, place, url, quote }) => (
      <li
        className="min-w-0 rounded-card border border-hairline bg-surface-raised p-3 text-sm"
        key={number}
        value={number}
      >
        <p className="flex items-baseline gap-2">
          <span className="numeric shrink-0 text-xs font-medium text-accent">[{number}]</span>
          <span className="min-w-0 flex-1 truncate font-medium" dir="auto">
            {url === null ? (
              <PlainText literal text={title} />
            ) : (
              <Link destination={url} title={null}>
                <PlainText literal text={title} />
              </Link>
            )}
          </span>
          {place !== null && url === null && (
            <span className="numeric shrink-0 text-xs text-text-subtle">{place}</span>
          )}
        </p>
        {place !== null && url !== null && (
          <p className="truncate text-xs text-text-subtle">
            <bdi>{place}</bdi>
          </p>
        )}
        {quote !== "" && (
          <p className="mt-1 line-clamp-3 flex gap-2 text-text-subtle" dir="auto" title={quote}>
            <Icon className="mt-1 size-3 shrink-0 text-text-faint" of={Quote} />
            <span className="min-w-0 wrap-anywhere">
              <ExactText text={quote} />
            </span>
          </p>
        )}
      </li>
    ))}
  </ol>
);
