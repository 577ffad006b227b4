import type { BudgetLevel, Health, ProcessorTime } from "@atelier/client/types";
import { plural, t } from "@lingui/core/macro";
import type { ReactNode } from "react";

import { Facts } from "../../components/Facts";
import { LevelBar } from "../../components/LevelBar";
import { assertNever } from "../../lib/assert-never";
import { bytes, percent } from "../../lib/quantity";
import { duration } from "../../lib/time";
import { usePlatform } from "../../platform/context";
import { Setting } from "./setting";
import { firstPaint, HEAP, levelOf, paintedAfter, START, useWork, type Work } from "./weight";

type Props = { readonly health: Health };

/** What Atelier itself takes of the computer, beside the budgets that it is built to. */
export const OwnWeight = ({ health }: Props) => {
  const work = useWork(health);
  const { kind } = usePlatform();
  return (
    <Setting
      description={t`What Atelier itself takes of this computer, beside what it is built to take.`}
      id="weight"
      title={t`Own weight`}
    >
      <Facts
        facts={[
          kind === "tauri" ? windowFact(paintedAfter(health)) : pageFact(firstPaint()),
          { name: t`From the start until it answered`, value: time(health.ready_ms) },
          ...processorFacts(health.processor, work),
          heapFact(health.heap_bytes),
          { name: t`Memory of the process`, value: bytes(health.resident_bytes) },
        ]}
      />
    </Setting>
  );
};

const windowFact = (ms: number | null) => ({
  name: t`From the start until something was seen`,
  value: time(ms),
  below: ms !== null && (
    <Budget level={levelOf(ms, START)} part={ms / START.most}>
      {startWords(levelOf(ms, START))}
    </Budget>
  ),
});

const pageFact = (ms: number | null) => ({
  name: t`From opening this page until something was seen`,
  value: time(ms),
});

const heapFact = (heap: number | null) => ({
  name: t`Memory of the core`,
  value: bytes(heap),
  below: heap !== null && (
    <Budget level={levelOf(heap, HEAP)} part={heap / HEAP.most}>
      {heapWords(levelOf(heap, HEAP))}
    </Budget>
  ),
});

const processorFacts = (processor: ProcessorTime | null, work: Work | null) => [
  {
    name: t`Processor time of the core`,
    value: time(processor?.own_ms ?? null),
    below: processor && <Note>{work ? shareWords(work.own, work) : unmeasured()}</Note>,
  },
  {
    name: t`Processor time of what it started`,
    value: time(processor?.children_ms ?? null),
    below: processor && (
      <Note>
        {runningWords(processor)}{" "}
        {work && processor.children > 0 && shareWords(work.children, work)}
      </Note>
    ),
  },
];

const shareWords = (share: number, { over }: Work): string =>
  t`${{ share: percent(share, 1) }} of one processor over the last ${{ time: duration(over) }}.`;

const unmeasured = (): string => t`What it takes now is measured in a moment.`;

const runningWords = ({ children }: ProcessorTime): string =>
  children === 0 ? t`No other process runs now.` : runningNow(children);

const runningNow = (children: number): string =>
  plural(children, {
    one: "# process runs now, above all the engine that draws the window.",
    other: "# processes run now, above all the engine that draws the window.",
  });

const startWords = (level: BudgetLevel): string => {
  const { budget, most } = { budget: duration(START.budget), most: duration(START.most) };
  switch (level) {
    case "fine":
      return t`Within the budget of ${budget}.`;
    case "near":
      return t`Above the budget of ${budget}, and within the most it may be, ${most}.`;
    case "reached":
      return t`Above the most it may be, ${most}. The budget is ${budget}.`;
    default:
      return assertNever(level);
  }
};

const heapWords = (level: BudgetLevel): string => {
  const { budget, most } = { budget: bytes(HEAP.budget), most: bytes(HEAP.most) };
  switch (level) {
    case "fine":
      return t`Within the budget of ${budget} at hard work.`;
    case "near":
      return t`Above the budget of ${budget} at hard work. From ${most} on it warns.`;
    case "reached":
      return t`Above ${most}, from where on it warns. The budget at hard work is ${budget}.`;
    default:
      return assertNever(level);
  }
};

/** A time, or that nobody knows it. */
const time = (ms: number | null): string => (ms === null ? t`unknown` : duration(ms));

type BudgetProps = {
  readonly part: number;
  readonly level: BudgetLevel;
  readonly children: ReactNode;
};

const Budget = ({ part, level, children }: BudgetProps) => (
  <>
    <LevelBar className="mt-1" level={level} part={part} />
    <Note>{children}</Note>
  </>
);

const Note = ({ children }: { readonly children: ReactNode }) => (
  <p className="mt-0.5 text-xs text-text-subtle">{children}</p>
);
