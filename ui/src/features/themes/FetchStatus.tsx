import type { OperationError } from "@atelier/client/errors";
import type { CatalogueEvent } from "@atelier/client/types";
import { plural, t } from "@lingui/core/macro";

import { Button } from "../../components/Button";
import { ErrorNote } from "../../components/ErrorNote";
import { cx } from "../../lib/cx";
import { bytes, list } from "../../lib/quantity";
import { type FetchState, short } from "./catalogue-fetch";

type Props = {
  /** None where another one was asked for. */
  readonly fetch: {
    readonly state: FetchState;
    readonly status: "idle" | "running" | "done" | "stopped" | "failed";
    readonly error: OperationError | null;
  } | null;
  readonly host: string;
  readonly onStop: () => void;
};

/** What a fetch is doing, and what came of it. */
export const FetchStatus = ({ fetch, host, onStop }: Props) => {
  const running = fetch?.status === "running";
  return (
    <>
      {fetch?.status === "failed" && fetch.error && (
        <ErrorNote error={fetch.error} title={t`Nothing was fetched`} />
      )}
      <div className={cx("flex items-center justify-between gap-4", running && "py-2")}>
        <p className="numeric text-sm" role="status">
          {fetch && said(fetch.status, fetch.state, host)}
        </p>
        {running && <Button onClick={onStop}>{t`Stop`}</Button>}
      </div>
    </>
  );
};

const said = (status: string, state: FetchState, host: string): string | null => {
  if (status === "running") return doing(state, host);
  if (status === "stopped") return t`Stopped. What was fetched before stays.`;
  return state.finished && outcome(state.finished);
};

const doing = ({ progress }: FetchState, host: string): string => {
  if (progress?.step === "reading") return t`Looking through what arrived …`;
  if (progress?.step === "receiving")
    return t`Receiving from ${host}: ${{ size: bytes(progress.received) }}`;
  return t`Asking ${host} …`;
};

const outcome = (finished: Extract<CatalogueEvent, { type: "finished" }>): string => {
  const { catalogue, news } = finished;
  const { name } = catalogue;
  if (news === null)
    return t`${name}: unchanged, ${{ commit: short(catalogue.commit) }} is still the newest commit`;
  const parts = [
    news.added.length > 0 &&
      plural({ count: news.added.length }, { one: "# new theme file", other: "# new theme files" }),
    news.changed.length > 0 &&
      plural({ count: news.changed.length }, { one: "# changed", other: "# changed" }),
    news.removed.length > 0 &&
      plural({ count: news.removed.length }, { one: "# gone", other: "# gone" }),
  ].filter((part) => part !== false);
  if (parts.length === 0) return t`${name}: a newer commit with the same themes`;
  return t`${name}: ${{ what: list(parts, "conjunction") }}`;
};
