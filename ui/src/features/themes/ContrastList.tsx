import type { ContrastWarning } from "@atelier/client/types";
import { plural, t } from "@lingui/core/macro";

import { decimal } from "../../lib/quantity";

type Props = { readonly warnings: readonly ContrastWarning[] };

/** The most pairs that are listed. */
const MOST = 12;

/** Says which colours are too hard to tell apart, and by how much. */
export const ContrastList = ({ warnings }: Props) => (
  <section aria-label={t`Contrast`} className="text-sm">
    <p
      className={
        warnings.length === 0
          ? "text-success"
          : "rounded-card bg-warning-subtle px-4 py-2 text-warning"
      }
      role="status"
    >
      {warnings.length === 0
        ? t`All colours can be told apart as they should.`
        : plural(
            { count: warnings.length },
            {
              one: "# pair of colours is hard to tell apart. The theme can be kept all the same.",
              other:
                "# pairs of colours are hard to tell apart. The theme can be kept all the same.",
            },
          )}
    </p>
    <ul className="numeric mt-2 grid gap-1 text-text-subtle sm:grid-cols-2">
      {warnings.slice(0, MOST).map(({ ink, paper, ratio, least }) => (
        <li
          key={`${ink} ${paper}`}
        >{t`${ink} on ${paper}: ${{ ratio: times(ratio) }} of ${{ least: times(least) }}`}</li>
      ))}
    </ul>
    {warnings.length > MOST && (
      <p className="mt-1 text-text-subtle">
        {plural({ count: warnings.length - MOST }, { one: "And # more.", other: "And # more." })}
      </p>
    )}
  </section>
);

const times = (hundredths: number): string => t`${{ ratio: decimal(hundredths / 100, 1) }} to 1`;
