import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Link } from "wouter";

import { ErrorNote } from "../../components/ErrorNote";
import { Skeleton } from "../../components/Skeleton";
import { usePatternLearning } from "./use-pattern-learning";
import { sharedWords, standing } from "./why";

type Props = {
  /** What is searched for. */
  readonly text: string;
};

/** How many are listed. */
const MOST = 5;
/** Typing has to pause this long, in ms: what the page itself holds is found at once. */
const PAUSE = 80;

/** Below the titles that match: conversations in which something similar was asked, and why. */
export const SimilarConversations = ({ text }: Props) => {
  const options = { limit: MOST, afterMs: PAUSE, inPage: true };
  const { similar, tooShort, error, retry, learning } = usePatternLearning(text, options);
  if (tooShort) return null;
  return (
    <section aria-label={t`Similar conversations`} className="mt-3 border-t border-hairline pt-3">
      <h2 className="px-2 pb-1 text-xs font-medium text-text-faint">{t`Similar conversations`}</h2>
      {error && <ErrorNote error={error} onRetry={retry} title={t`They could not be looked for`} />}
      {!similar && !error && <Skeleton className="p-2" lines={2} />}
      {similar?.length === 0 && (
        <p className="px-2 py-1 text-sm text-text-subtle">
          {learning === false ? (
            <Trans>
              None found. Learning is off;{" "}
              <Link href="/settings/memory/learning">Settings, Memory</Link> switches it on.
            </Trans>
          ) : (
            t`None found.`
          )}
        </p>
      )}
      <ul>
        {similar?.map((pattern) => (
          <li key={pattern.id}>
            <Link
              className="block rounded-control px-2 py-1.5 no-underline hover:bg-surface-hover focus-visible:-outline-offset-2"
              href={`/c/${pattern.conversation_id}`}
              title={`${pattern.message}\n${standing(pattern)}`}
            >
              <span className="block truncate text-sm text-text" dir="auto">
                {pattern.title || pattern.message}
              </span>
              <span className="block truncate text-xs text-text-subtle">
                {sharedWords(pattern)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
};
