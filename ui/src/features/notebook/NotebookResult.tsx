import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg, t } from "@lingui/core/macro";
import { Facts } from "../../components/Facts";
import { CorrelatedView } from "./CorrelatedView";
import { GameView } from "./GameView";
import { readGame } from "./game";
import { LongNumber } from "./LongNumber";
import { MetricsView, SequenceView } from "./MetricsView";
import { NumberTable } from "./NumberTable";
import { type NotebookResult as Result, readResult } from "./result";
import { TrajectoryView } from "./TrajectoryView";
import { ZeckendorfView } from "./ZeckendorfView";

type Props = { readonly input: unknown; readonly result: string };

/** What the math notebook returned, drawn; nothing where it cannot be read. */
export const NotebookResult = ({ input, result: text }: Props) => {
  const result = readResult(text);
  return result && <View input={input} result={result} />;
};

type ViewProps = { readonly input: unknown; readonly result: Result };

const View = ({ input, result }: ViewProps) => {
  switch (result.function) {
    case "fibonacci":
    case "lucas":
      return <NumbersView result={result} />;
    case "zeckendorf":
      return <ZeckendorfView result={result} />;
    case "bk_divergence":
      return (
        <NumberTable
          caption={t`The divergence: V, its running sum U, and the running sum S of U`}
          columns={["n", "V", "U", "S"]}
          rows={result.points.n.map((n, at) => [
            String(n),
            String(result.points.v[at]),
            result.points.u[at] ?? "",
            result.points.s[at] ?? "",
          ])}
        />
      );
    case "convergence_metrics":
      return <MetricsView result={result} />;
    case "trajectory":
      return <TrajectoryView result={result} />;
    case "sequence_convergence":
      return <SequenceView result={result} />;
    case "nash_equilibria": {
      const game = readGame(input, result.rows, result.columns);
      return game && <GameView game={game} result={result} />;
    }
    case "correlated_equilibrium": {
      const game = readGame(input, result.rows, result.columns);
      return game && <CorrelatedView game={game} result={result} />;
    }
    case "distance":
      return (
        <Facts
          facts={[
            {
              name: i18n._(MEASURES.get(result.measure) ?? { id: result.measure }),
              value: `${result.value}${result.unit === null ? "" : ` ${result.unit}`}`,
            },
          ]}
        />
      );
    // A function of a newer version has no view here.
    default:
      return null;
  }
};

type NumbersProps = { readonly result: Extract<Result, { function: "fibonacci" | "lucas" }> };

const NumbersView = ({ result: { function: name, n, numbers } }: NumbersProps) => {
  const letter = name === "lucas" ? "L" : "F";
  const [only] = numbers;
  if (numbers.length === 1 && only !== undefined) {
    return (
      <p className="flex flex-wrap items-start gap-2">
        <span className="numeric py-0.5 text-text-subtle">
          {letter}({n}) =
        </span>
        <LongNumber text={only} />
      </p>
    );
  }
  return (
    <NumberTable
      caption={name === "lucas" ? t`Lucas numbers` : t`Fibonacci numbers`}
      columns={["n", `${letter}(n)`]}
      rows={numbers.map((number, at) => [String(n + at), number])}
    />
  );
};

const MEASURES: ReadonlyMap<string, MessageDescriptor> = new Map([
  ["kullback_leibler", msg`Kullback–Leibler divergence`],
  ["jensen_shannon", msg`Jensen–Shannon divergence`],
  ["jensen_shannon_distance", msg`Jensen–Shannon distance`],
  ["hellinger", msg`Hellinger distance`],
  ["total_variation", msg`Total variation distance`],
]);
