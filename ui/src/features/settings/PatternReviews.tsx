import type { OperationError } from "@atelier/client/errors";
import type { PatternReview, ReviewReason } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { useRef } from "react";
import { ErrorNote } from "../../components/ErrorNote";
import { showToast } from "../../components/toasts";
import { useCommand } from "../../data/use-command";
import { useOperation } from "../../data/use-operation";
import { errorLine } from "../../lib/error-words";
import { focusBeside, messageId, PatternRow } from "./PatternRow";
import { RowAction } from "./RowAction";
import { Setting } from "./setting";

/** What waits for a person's word; nothing where nothing does. */
export const PatternReviews = () => {
  const list = useRef<HTMLUListElement>(null);
  const { data: reviews, error, refetch } = useOperation("pattern.reviews", {});
  const score = useCommand("pattern.score");
  const forget = useCommand("pattern.forget");
  // Locked, the setting above says so already.
  if (error && error.code !== "locked") {
    return <ErrorNote error={error} onRetry={() => void refetch()} />;
  }
  if (!reviews || reviews.length === 0) return null;
  const leave = ({ pattern }: PatternReview) =>
    focusBeside(list.current, pattern.id, list.current?.closest("section[tabindex]") ?? null);
  const onError = (error: OperationError) => showToast({ text: errorLine(error), tone: "danger" });
  return (
    <Setting
      description={t`Kept, it may be suggested again. Forgotten, nothing of it stays.`}
      id="reviews"
      title={t`Waiting for your word`}
    >
      <ul className="divide-y divide-hairline" ref={list}>
        {reviews.slice(0, SHOWN).map((review) => (
          <PatternRow
            actions={
              <>
                <RowAction
                  aria-describedby={messageId(review.pattern)}
                  onClick={() => {
                    leave(review);
                    score.mutate({ id: review.pattern.id, outcome: "right" }, { onError });
                  }}
                >
                  {t`Keep`}
                </RowAction>
                <RowAction
                  aria-describedby={messageId(review.pattern)}
                  onClick={() => {
                    leave(review);
                    forget.mutate({ id: review.pattern.id }, { onError });
                  }}
                >
                  {t`Forget`}
                </RowAction>
              </>
            }
            key={review.pattern.id}
            note={review.reasons.map((reason) => (
              <p className="mt-1 text-xs wrap-anywhere text-warning" dir="auto" key={keyOf(reason)}>
                {why(reason)}
              </p>
            ))}
            pattern={review.pattern}
          />
        ))}
      </ul>
      {reviews.length > SHOWN && (
        <p className="pt-2 text-xs text-text-subtle">{t`${{ reviews: reviews.length - SHOWN }} more wait behind these.`}</p>
      )}
    </Setting>
  );
};

/** How many are shown at once. */
const SHOWN = 10;

const keyOf = (reason: ReviewReason): string => ("of" in reason ? reason.of : "") + reason.kind;

const why = (reason: ReviewReason): string => {
  switch (reason.kind) {
    case "called_wrong":
      return t`You called it wrong, so it is not suggested any more.`;
    case "doubtful":
      return t`It was wrong more often than it helped.`;
    case "nearly_the_same":
      return t`Nearly the same as “${{ message: reason.message }}”.`;
    case "contradicts":
      return t`The same was answered differently elsewhere: “${{ response: reason.response }}”.`;
  }
};
