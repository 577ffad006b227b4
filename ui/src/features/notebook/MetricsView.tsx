import { Facts } from "../../components/Facts";
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
  const last = growth === null ? "unknown" : growth.toPrecision(8);
  return (
    <figure className="flex flex-col gap-3">
      <figcaption>
        Growth of S from n = {n} to {to}: at the end S(n) / S(n − 1) is {last}.
      </figcaption>
      <Plot
        level={{ y: 1, name: "tends to 1" }}
        line={line}
        summary={`S(n) / S(n − 1) from n = ${n} to ${to}; at the end it is ${last}.`}
        xName="n"
        yName="S(n) / S(n − 1)"
      />
      <Facts
        facts={[
          { name: "Mean of V, U, S", value: [mean.v, mean.u, mean.s].map(short).join(", ") },
          { name: "Largest V", value: String(max.v) },
          { name: "Largest U", value: <LongNumber text={max.u} /> },
          { name: "Largest S", value: <LongNumber text={max.s} /> },
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
    words: `value ${at + 1}: ${value}`,
  }));
  return (
    <figure className="flex flex-col gap-3">
      <figcaption className="sr-only">A sequence of {values.length} values</figcaption>
      <Plot
        {...(limit === undefined ? {} : { level: { y: limit, name: "Aitken’s limit" } })}
        line={line}
        summary={`A sequence of ${values.length} values; the last is ${values.at(-1)}.`}
        xName="place"
        yName="value"
      />
      <Facts
        facts={[
          { name: "Last value", value: String(values.at(-1)) },
          { name: "Aitken’s limit", value: limit === undefined ? "unknown" : String(limit) },
          { name: "Rate", value: rate === null ? "unknown" : short(rate) },
          { name: "Order", value: order === null ? "unknown" : short(order) },
        ]}
      />
    </figure>
  );
};

const short = (value: number): string => String(Number(value.toPrecision(6)));
