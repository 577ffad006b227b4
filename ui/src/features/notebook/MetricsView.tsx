import { plural, t } from "@lingui/core/macro";

import { Facts } from "../../components/Facts";
import { significant } from "../../lib/quantity";
import { LongNumber } from "./LongNumber";
import { Plot } from "./Plot";
import type { NotebookResult } from "./result";

type MetricsProps = {
  readonly result: Extract<NotebookResult, { function: "convergence_metrics" }>;
};

/** How the sums grow: S(n) / S(n − 1), which falls to 1, and their means and maxima. */
export const MetricsView = ({ result }: MetricsProps) => {
  const { n, to, samples, growth, mean, max } = result;
  const line = samples.n.flatMap((number, at) => {
    const value = samples.growth[at];
    if (value === null || value === undefined) return [];
    return [{ x: number, y: value, words: `n = ${number}: ${value}` }];
  });
  const last = growth === null ? t`unknown` : significant(growth, 8);
  return (
    <figure className="flex flex-col gap-3">
      <figcaption>{t`Growth of S from n = ${n} to ${to}: at the end S(n) / S(n − 1) is ${last}.`}</figcaption>
      <Plot
        level={{ y: 1, name: t`tends to 1` }}
        line={line}
        summary={t`S(n) / S(n − 1) from n = ${n} to ${to}; at the end it is ${last}.`}
        xName="n"
        yName="S(n) / S(n − 1)"
      />
      <Facts
        facts={[
          { name: t`Mean of V, U, S`, value: [mean.v, mean.u, mean.s].map(short).join("; ") },
          { name: t`Largest V`, value: String(max.v) },
          { name: t`Largest U`, value: <LongNumber text={max.u} /> },
          { name: t`Largest S`, value: <LongNumber text={max.s} /> },
        ]}
      />
    </figure>
  );
};

type SequenceProps = {
  readonly result: Extract<NotebookResult, { function: "sequence_convergence" }>;
};

/** A sequence, and what says whether and how fast it converges. */
export const SequenceView = ({ result }: SequenceProps) => {
  const { values, rate, order, aitken } = result;
  const limit = aitken.at(-1);
  const line = values.map((value, at) => ({
    x: at + 1,
    y: value,
    words: t`value ${{ place: at + 1 }}: ${value}`,
  }));
  return (
    <figure className="flex flex-col gap-3">
      <figcaption className="sr-only">
        {plural(
          { count: values.length },
          { one: "A sequence of # value", other: "A sequence of # values" },
        )}
      </figcaption>
      <Plot
        {...(limit === undefined ? {} : { level: { y: limit, name: t`Aitken’s limit` } })}
        line={line}
        summary={t`A sequence of ${plural({ count: values.length }, { one: "# value", other: "# values" })}; the last is ${{ last: String(values.at(-1)) }}.`}
        xName={t`place`}
        yName={t`value`}
      />
      <Facts
        facts={[
          { name: t`Last value`, value: String(values.at(-1)) },
          { name: t`Aitken’s limit`, value: limit === undefined ? t`unknown` : String(limit) },
          { name: t`Rate`, value: rate === null ? t`unknown` : short(rate) },
          { name: t`Order`, value: order === null ? t`unknown` : short(order) },
        ]}
      />
    </figure>
  );
};

const short = (value: number): string => significant(value, 6);
