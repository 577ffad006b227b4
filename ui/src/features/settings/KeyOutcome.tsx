import type { Model } from "@atelier/client/types";
import { plural, t } from "@lingui/core/macro";

import { Banner } from "../../components/Banner";
import { ErrorNote } from "../../components/ErrorNote";
import type { KeyCheck } from "./key-check";

type Props = { readonly check: KeyCheck; readonly onRetry: () => unknown };

/** Says how the last attempt to use the key went. */
export const KeyOutcome = ({ check, onRetry }: Props) => {
  switch (check.state) {
    case "unchecked":
    case "saving":
    case "testing":
      return null;
    case "works":
      return <Opened models={check.models} />;
    case "unsaved":
      return <ErrorNote error={check.error} title={t`The key was not saved`} />;
    case "refused":
      return (
        <ErrorNote
          error={check.error}
          onRetry={() => void onRetry()}
          title={t`The key is saved, but it could not be used`}
        />
      );
  }
};

/** How many models are named before the rest is only counted. */
const NAMED = 6;

const Opened = ({ models }: { readonly models: readonly Model[] }) => {
  const named = models.slice(0, NAMED).map((model) => model.display_name);
  const rest = models.length - named.length;
  return (
    <Banner shape="card" tone="success">
      <p className="font-medium">
        {plural(
          { count: models.length },
          {
            one: "The key works and opens # model.",
            other: "The key works and opens # models.",
          },
        )}
      </p>
      {named.length > 0 && (
        <p className="text-text-subtle">
          {rest > 0
            ? t`${{ models: named.join(", ") }}, and ${rest} more.`
            : t`${{ models: named.join(", ") }}.`}
        </p>
      )}
    </Banner>
  );
};
