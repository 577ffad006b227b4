import type { EditDiff, EditPreview, EditResult } from "@atelier/client/types";
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";

import { Banner } from "../../components/Banner";
import { Diff } from "../../components/Diff";
import { ErrorNote } from "../../components/ErrorNote";
import { Skeleton } from "../../components/Skeleton";
import type { EditInHand } from "./use-edit";
import { confidenceWords, strategyWords, syntaxWords } from "./words";

type Props = {
  readonly hand: EditInHand;
  /** Shows more of what stays; none where all is shown. */
  readonly onMore?: (() => void) | undefined;
};

/** What an edit makes of a file: the difference, how it was understood, or why it is refused. */
export const EditPreviewView = ({ hand, onMore }: Props) => {
  const { preview, error, failure, changed, reading, reload } = hand;
  return (
    <>
      {changed && (
        <Banner shape="card" tone="warning">
          {t`The file was changed meanwhile, and nothing was written. This is the difference to what it holds now.`}
        </Banner>
      )}
      {failure && <ErrorNote error={failure} title={t`The edit was not applied`} />}
      {error && <ErrorNote error={error} onRetry={reload} title={t`The file cannot be edited`} />}
      {reading && !preview && <Skeleton lines={6} />}
      {preview && !error && <Result onMore={onMore} preview={preview} />}
    </>
  );
};

type ResultProps = { readonly preview: EditPreview; readonly onMore: (() => void) | undefined };

const Result = ({ preview, onMore }: ResultProps) => {
  const { result, path, lines } = preview;
  if (result.kind === "refused") return <Refused refusal={result} />;
  if (result.strategy === "unchanged") {
    return (
      <Banner shape="card" tone="info">
        {t`The file holds this already. There is nothing to apply.`}
      </Banner>
    );
  }
  return (
    <>
      <Understood diff={result} />
      <Diff
        hunks={result.hunks}
        label={t`Changes to ${path}`}
        lines={lines}
        {...(onMore ? { onMore } : {})}
      />
      {result.is_cut && (
        <p className="text-sm text-warning">
          {t`The difference is longer than what is shown. It is applied whole.`}
        </p>
      )}
    </>
  );
};

const Understood = ({ diff }: { readonly diff: EditDiff }) => (
  <div className="flex flex-col gap-1 text-sm" role="status">
    <p>
      <span className="font-medium">{strategyWords(diff)}</span>{" "}
      <span className={diff.confidence >= 0.7 ? "text-text-subtle" : "text-warning"}>
        {confidenceWords(diff)}. {syntaxWords(diff)}
      </span>
    </p>
    <p className="text-text-subtle tabular-nums">
      {t`${plural({ added: diff.added }, { one: "# line added", other: "# lines added" })}, ${plural({ removed: diff.removed }, { one: "# line removed", other: "# lines removed" })}`}
      {diff.touched.length > 0 && (
        <>
          {": "}
          <span className="wrap-anywhere">{diff.touched.join(", ")}</span>
        </>
      )}
    </p>
  </div>
);

type Refusal = Extract<EditResult, { kind: "refused" }>;

const Refused = ({ refusal }: { readonly refusal: Refusal }) => (
  <div
    className="rounded-card border border-hairline bg-warning-subtle px-4 py-3 text-sm"
    role="alert"
  >
    <p className="font-medium">{t`This block cannot be applied to the file`}</p>
    <p className="mt-1 first-letter:uppercase" lang="en">
      {refusal.message}.
    </p>
    {refusal.candidates.length > 0 && (
      <>
        <p className="mt-3">{t`It could mean:`}</p>
        <ul className="mt-1 list-disc pl-5">
          {refusal.candidates.map(({ what, line }) => (
            <li key={`${what} ${line}`}>
              <Trans>
                <span className="font-mono wrap-anywhere">{what}</span>, line {line}
              </Trans>
            </li>
          ))}
        </ul>
      </>
    )}
    <p className="mt-3 text-text-subtle">
      {t`Choose another file, or ask Claude for the change with the lines round it or as a patch.`}
    </p>
  </div>
);
