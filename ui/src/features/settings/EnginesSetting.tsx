import { type OperationError, toOperationError } from "@atelier/client/errors";
import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg, plural, t } from "@lingui/core/macro";
import { useEffect, useState } from "react";

import { Button } from "../../components/Button";
import { ErrorNote } from "../../components/ErrorNote";
import { Facts } from "../../components/Facts";
import { type FrontendMetrics, frontendMetrics } from "../../lib/metrics";
import { bytes, microseconds } from "../../lib/quantity";
import { type GoldenOutcome, runGolden } from "../../wasm/golden";
import { type EngineStanding, engines } from "../../wasm/load";
import { ENGINES, type EngineName } from "../../wasm/protocol";
import { useWasmModules } from "../../wasm/use-wasm-modules";
import { Setting } from "./setting";

/** How often the figures are read again, in ms. */
const EVERY = 2_000;

/** How the page itself is doing, and the engines that calculate in it. */
export const EnginesSetting = () => {
  const { modules, init } = useWasmModules();
  const metrics = useFrontendMetrics();
  const [pending, setPending] = useState<"load" | "check" | null>(null);
  const [error, setError] = useState<OperationError | null>(null);
  const [checked, setChecked] = useState<Partial<Record<EngineName, GoldenOutcome>>>({});

  const carryOut = async (what: "load" | "check", work: () => Promise<void>) => {
    setPending(what);
    setError(null);
    try {
      await work();
    } catch (cause) {
      setError(toOperationError(cause));
    } finally {
      setPending(null);
    }
  };
  const check = async () => {
    setChecked({});
    await init();
    for (const name of ENGINES) {
      const outcome = await runGolden(name, ask);
      setChecked((before) => ({ ...before, [name]: outcome }));
    }
  };
  return (
    <Setting
      description={t`They calculate beside this page, from the first time they are needed until a minute after the last.`}
      id="engines"
      title={t`Engines in this page`}
    >
      <Facts
        facts={[
          ...ENGINES.map((name) => ({
            name: NAMES[name],
            value: <Standing outcome={checked[name]} standing={modules[name]} />,
          })),
          ...figures(metrics),
        ]}
      />
      <div className="mt-3 flex flex-wrap gap-2">
        <Button
          disabled={pending !== null}
          onClick={() => carryOut("load", init)}
          pending={pending === "load"}
        >
          {t`Load all`}
        </Button>
        <Button
          disabled={pending !== null}
          onClick={() => carryOut("check", check)}
          pending={pending === "check"}
          title={t`Asks each engine what is known, and compares the answers`}
        >
          {t`Check the answers`}
        </Button>
      </div>
      {error && <ErrorNote error={error} title={t`An engine could not be loaded`} />}
      <Wrong checked={checked} />
    </Setting>
  );
};

const ask = (engine: EngineName, call: string, args: readonly unknown[]): Promise<unknown> =>
  engines.call(engine, call as never, args as never);

const NAMES: Readonly<Record<EngineName, string>> = {
  reasoningbank: "ReasoningBank",
  "agent-booster": "AgentBooster",
  "math-framework": "Math Framework",
};

type StandingProps = {
  readonly standing: EngineStanding;
  readonly outcome: GoldenOutcome | undefined;
};

const Standing = ({ standing: { state, memory, initMs }, outcome }: StandingProps) => {
  const words = [
    i18n._(WORDS[state]),
    state === "ready" && initMs !== null ? t`in ${{ initMs: ms(initMs) }}` : null,
    memory === null ? null : bytes(memory),
    outcome ? verdict(outcome) : null,
  ];
  return <span role="status">{words.filter((it) => it !== null).join(" · ")}</span>;
};

const WORDS: Readonly<Record<EngineStanding["state"], MessageDescriptor>> = {
  idle: msg`Not loaded`,
  loading: msg`Loading`,
  ready: msg`Ready`,
  failed: msg`Could not be loaded`,
};

const verdict = ({ cases, wrong }: GoldenOutcome): string =>
  wrong.length === 0
    ? t`${plural(cases, { one: "# answer, all right", other: "# answers, all right" })}`
    : t`${{ wrong: wrong.length }} of ${plural(cases, { one: "# answer wrong", other: "# answers wrong" })}`;

type WrongProps = { readonly checked: Partial<Record<EngineName, GoldenOutcome>> };

/** So many wrong answers of an engine are written out; the count says how many there are. */
const WRITTEN = 3;

const Wrong = ({ checked }: WrongProps) => {
  const wrong = ENGINES.flatMap((name) => checked[name]?.wrong.slice(0, WRITTEN) ?? []);
  if (wrong.length === 0) return null;
  return (
    <p
      className="mt-2 font-mono text-xs whitespace-pre-line wrap-anywhere text-danger"
      role="alert"
    >
      {wrong.join("\n")}
    </p>
  );
};

const figures = (metrics: FrontendMetrics) => [
  { name: t`Engines ready in, together`, value: ms(metrics.wasmInitTime) },
  { name: t`Drawing a message`, value: ms(metrics.messageRenderTime) },
  { name: t`Finding similar conversations`, value: ms(metrics.patternSearchTime) },
  {
    name: t`Memory of the page`,
    value: metrics.memoryUsage === null ? t`not told by this browser` : bytes(metrics.memoryUsage),
  },
];

const ms = (value: number | null): string =>
  value === null ? t`not yet measured` : microseconds(value * 1_000);

/** The figures of the page, read again from time to time. */
const useFrontendMetrics = (): FrontendMetrics => {
  const [metrics, read] = useState(frontendMetrics);
  useEffect(() => {
    const timer = setInterval(() => read(frontendMetrics()), EVERY);
    return () => clearInterval(timer);
  }, []);
  return metrics;
};
