import type { MirrorStatus } from "@atelier/client/types";
import { plural, t } from "@lingui/core/macro";

import { Banner } from "../../components/Banner";
import { RelativeTime } from "../../components/RelativeTime";

/** How far the folder is up to date, and why it is not. */
export const MirrorState = ({ status }: { readonly status: MirrorStatus }) => {
  const { problem } = status;
  return (
    <>
      <p className="text-sm text-text-subtle">
        {stateWords(status)}{" "}
        {status.written_at !== null && (
          <>
            {t`Last written`} <RelativeTime at={status.written_at} />.
          </>
        )}
      </p>
      {status.put_aside > 0 && (
        <p className="text-sm text-text-subtle">
          {plural(
            { aside: status.put_aside },
            {
              one: "# file that was edited by hand lies beside as “… .edited-by-hand.md”.",
              other: "# files that were edited by hand lie beside as “… .edited-by-hand.md”.",
            },
          )}
        </p>
      )}
      {problem && (
        <Banner shape="card" tone="danger">
          <p className="wrap-anywhere" lang="en">
            {problem.message}
          </p>
          <p className="text-text-subtle" lang="en">
            {problem.hint}
          </p>
          <p className="text-xs text-text-subtle">
            <RelativeTime at={problem.at} />
          </p>
        </Banner>
      )}
    </>
  );
};

const stateWords = ({ files, behind, problem }: MirrorStatus): string => {
  if (problem && behind === 0) return t`The folder is not as it should be.`;
  const there = plural(files, { one: "# file is there", other: "# files are there" });
  return behind === 0
    ? t`${there}, and none is behind.`
    : t`${there}; ${plural(behind, { one: "# conversation waits", other: "# conversations wait" })} to be written.`;
};
