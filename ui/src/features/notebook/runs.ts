import { t } from "@lingui/core/macro";
/** Writes numbers with neighbours drawn together: `3, 7 to 12, 20`. */
export const runsOf = (numbers: readonly number[]): string => {
  const sorted = [...numbers].sort((one, other) => one - other);
  const runs: [number, number][] = [];
  for (const number of sorted) {
    const last = runs.at(-1);
    if (last && number === last[1] + 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : t`${from} to ${to}`)).join(", ");
};
