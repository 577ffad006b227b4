import type { Context, ContextSummary } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { FoldVertical } from "lucide-react";
import { useEffect, useId, useState } from "react";
import { Button } from "../../components/Button";
import { ErrorNote } from "../../components/ErrorNote";
import { TextArea } from "../../components/TextArea";
import { useCommand } from "../../data/use-command";

type Props = { readonly context: Context; readonly conversationId: string };

/** A summary in place of the beginning: made on request, read and changed, accepted, taken back. */
export const SummaryCard = ({ context, conversationId }: Props) => {
  const id = { conversation_id: conversationId };
  const summarize = useCommand("context.summarize");
  const undo = useCommand("context.undo_summary");
  const error = summarize.error ?? undo.error;
  return (
    <div className="flex flex-col gap-3">
      {error && <ErrorNote error={error} title={t`Nothing was changed`} />}
      {context.summary && (
        <details className="rounded-card border border-hairline bg-surface px-3 py-2 text-sm">
          <summary className="text-text-subtle">{t`A summary stands for the beginning`}</summary>
          <p className="mt-2 whitespace-pre-wrap wrap-anywhere" dir="auto">
            {context.summary.text}
          </p>
        </details>
      )}
      {context.proposed ? (
        <Proposed conversationId={conversationId} summary={context.proposed} />
      ) : (
        (context.can_compact || context.summary) && (
          <div className="flex flex-wrap gap-2">
            {context.can_compact && (
              <Button
                icon={FoldVertical}
                onClick={() => summarize.mutate(id)}
                pending={summarize.isPending}
              >
                {context.summary ? t`Sum up anew` : t`Sum up the beginning`}
              </Button>
            )}
            {context.summary && (
              <Button onClick={() => undo.mutate(id)} pending={undo.isPending} variant="quiet">
                {t`Take the summary back`}
              </Button>
            )}
          </div>
        )
      )}
    </div>
  );
};

type ProposedProps = { readonly conversationId: string; readonly summary: ContextSummary };

const Proposed = ({ conversationId, summary }: ProposedProps) => {
  const [text, setText] = useState(summary.text);
  useEffect(() => setText(summary.text), [summary.text]);
  const accept = useCommand("context.accept_summary");
  const discard = useCommand("context.discard_summary");
  const error = accept.error ?? discard.error;
  const label = useId();
  return (
    <section
      aria-labelledby={label}
      className="flex flex-col gap-2 rounded-card border border-border bg-surface-raised p-3"
    >
      <h3 className="text-sm font-medium" id={label}>
        {t`Read this summary`}
      </h3>
      <p className="text-xs text-text-subtle">
        {t`It is not used yet. Change what is wrong or missing. Nothing of the conversation is deleted.`}
      </p>
      <TextArea
        aria-labelledby={label}
        className="max-h-80 text-sm"
        dir="auto"
        onChange={(event) => setText(event.target.value)}
        value={text}
      />
      {error && <ErrorNote error={error} />}
      <div className="flex flex-wrap gap-2">
        <Button
          disabled={text.trim() === ""}
          onClick={() => accept.mutate({ conversation_id: conversationId, text })}
          pending={accept.isPending}
          variant="primary"
        >
          {t`Use it`}
        </Button>
        <Button
          onClick={() => discard.mutate({ conversation_id: conversationId })}
          pending={discard.isPending}
          variant="quiet"
        >
          {t`Throw it away`}
        </Button>
      </div>
    </section>
  );
};
