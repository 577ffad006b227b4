import { t } from "@lingui/core/macro";

import { money } from "../lib/quantity";

type Props = {
  /** In billionths of a US dollar; null where the price is unknown. */
  readonly nanoUsd: number | null;
  /** Whether some part's price is unknown, so that the sum is a lower bound. */
  readonly partial?: boolean;
};

/** A cost. */
export const Money = ({ nanoUsd, partial = false }: Props) => (
  <span className="numeric" title={partial ? t`The price of a part of it is unknown` : undefined}>
    {partial && nanoUsd !== null ? t`at least ${{ cost: money(nanoUsd) }}` : money(nanoUsd)}
  </span>
);
