import type { OperationError } from "@atelier/client/errors";
import type { Pattern } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { useRef } from "react";
import { Link } from "wouter";
import { ErrorNote } from "../../components/ErrorNote";
import { ShowMore } from "../../components/ShowMore";
import { Skeleton } from "../../components/Skeleton";
import { showToast } from "../../components/toasts";
import { useCommand } from "../../data/use-command";
import { usePages } from "../../data/use-operation";
import { errorLine } from "../../lib/error-words";
import { focusBeside, messageId, PatternRow } from "./PatternRow";
import { ROW_ACTION, RowAction } from "./RowAction";
import { Setting } from "./setting";

/** How many are read at once. */
const AT_ONCE = 20;

/** Everything that was learned, last first: to open, to pin, to forget. */
export const LearnedPatterns = () => {
  const list = useRef<HTMLUListElement>(null);
  const pages = usePages("pattern.list", { limit: AT_ONCE }, "cursor");
  const pin = useCommand("pattern.pin");
  const forget = useCommand("pattern.forget");
  const patterns = pages.data?.pages.flatMap(({ items }) => items);
  const onError = (error: OperationError) => showToast({ text: errorLine(error), tone: "danger" });
  const drop = ({ id }: Pattern) => {
    focusBeside(list.current, id, list.current?.closest("section[tabindex]") ?? null);
    forget.mutate({ id }, { onError });
  };
  return (
    <Setting
      description={t`It is found again when you write or search for something like it.`}
      id="learned"
      title={t`What was learned`}
    >
      {pages.isPending && <Skeleton lines={4} />}
      {pages.error && !patterns && (
        <ErrorNote error={pages.error} onRetry={() => void pages.refetch()} />
      )}
      {patterns?.length === 0 && (
        <p className="text-sm text-text-subtle">
          {t`Nothing yet. Ask something, and the answer is learned from as soon as it is whole.`}
        </p>
      )}
      <ul className="divide-y divide-hairline" ref={list}>
        {patterns?.map((pattern) => (
          <PatternRow
            actions={
              <>
                {pattern.scope.kind === "conversation" && (
                  <Link
                    aria-describedby={messageId(pattern)}
                    className={ROW_ACTION}
                    href={`/c/${pattern.scope.id}`}
                  >
                    {t`Open`}
                  </Link>
                )}
                <RowAction
                  aria-describedby={messageId(pattern)}
                  onClick={() =>
                    pin.mutate({ id: pattern.id, pinned: !pattern.pinned }, { onError })
                  }
                  title={t`What is pinned is never forgotten to make room`}
                >
                  {pattern.pinned ? t`Unpin` : t`Pin`}
                </RowAction>
                <RowAction aria-describedby={messageId(pattern)} onClick={() => drop(pattern)}>
                  {t`Forget`}
                </RowAction>
              </>
            }
            key={pattern.id}
            pattern={pattern}
          />
        ))}
      </ul>
      <ShowMore pages={pages} />
    </Setting>
  );
};
