import type { ContextMeter as Meter } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { cx } from "../../lib/cx";
import { costWords, type Fill, fillOf, partOf, percent, sentences, short } from "./meter";
import { togglePanel, usePanel } from "./panel";
import { type Pending, useMeter } from "./use-meter";

/** Beside Send: how much of the context the next request takes, and what it costs. */
export const ContextMeter = (pending: Pending) => {
  const meter = useMeter(pending);
  const open = usePanel((panel) => panel.open);
  if (!meter) return null;
  const fill = fillOf(meter);
  const part = partOf(meter);
  return (
    <button
      aria-expanded={open}
      className={cx(
        "numeric flex h-8 shrink-0 items-center gap-2 rounded-control px-2 text-xs whitespace-nowrap hover:bg-surface-hover aria-expanded:bg-surface-selected",
        TONES[fill],
      )}
      onClick={() => togglePanel()}
      title={sentences(meter)}
      type="button"
    >
      <span className="sr-only">{t`Context. ${{ sentences: sentences(meter) }}`}</span>
      <Ring fill={fill} part={part ?? 0} />
      <span>
        {part === null ? t`${{ input_tokens: short(meter.input_tokens) }} tokens` : percent(part)}
      </span>
      <Cost meter={meter} />
    </button>
  );
};

const Cost = ({ meter }: { readonly meter: Meter }) => {
  const about = meter.counted === "estimate" && !meter.simulated && meter.cost !== null;
  return (
    <span className={cx(meter.stopped_by !== null && "text-danger")}>
      {about && "≈ "}
      {costWords(meter)}
    </span>
  );
};

const TONES: Record<Fill, string> = {
  fine: "text-text-subtle hover:text-text",
  unknown: "text-text-subtle hover:text-text",
  near: "text-warning",
  over: "text-danger",
};

const RADIUS = 5.5;
const ROUND = 2 * Math.PI * RADIUS;

const Ring = ({ part, fill }: { readonly part: number; readonly fill: Fill }) => (
  <svg aria-hidden="true" className="-rotate-90" height={14} viewBox="0 0 14 14" width={14}>
    <circle
      className="fill-none stroke-border opacity-50"
      cx={7}
      cy={7}
      r={RADIUS}
      strokeWidth={2}
    />
    <circle
      className={cx("fill-none stroke-current", fill === "unknown" && "opacity-0")}
      cx={7}
      cy={7}
      r={RADIUS}
      strokeDasharray={`${Math.min(1, part) * ROUND} ${ROUND}`}
      strokeWidth={2}
    />
  </svg>
);
