import type { ContextMeter } from "@atelier/client/types";
import { count, money } from "../../lib/quantity";

/** How full the context of a model is. */
export type Fill = "fine" | "near" | "over" | "unknown";

/** From this part of the context on, the meter warns. */
const NEAR = 0.8;

/** The part of the context that would be used; null where the model’s is unknown. */
export const partOf = ({ input_tokens, window_tokens }: ContextMeter): number | null =>
  window_tokens === null || window_tokens === 0 ? null : input_tokens / window_tokens;

/** How full the context would be. */
export const fillOf = (meter: ContextMeter): Fill => {
  const part = partOf(meter);
  if (part === null) return "unknown";
  return part > 1 ? "over" : part >= NEAR ? "near" : "fine";
};

/** Writes a number of tokens so that it fits beside a button. */
export const short = (tokens: number): string => {
  if (tokens < 1_000) return String(tokens);
  if (tokens < 100_000) return `${(tokens / 1_000).toFixed(1)}k`;
  if (tokens < 1_000_000) return `${Math.round(tokens / 1_000)}k`;
  return `${(tokens / 1_000_000).toFixed(1)}M`;
};

/** Writes the part of the context. */
export const percent = (part: number): string =>
  part > 0 && part < 0.01 ? "< 1 %" : `${Math.round(part * 100)} %`;

/** Writes what the request would cost without its answer. */
export const costWords = ({ cost, simulated }: ContextMeter): string =>
  simulated ? "free" : cost === null ? "price unknown" : money(cost.input_nano_usd);

/** All that the meter knows, in sentences. */
export const sentences = (meter: ContextMeter): string => {
  const about = meter.counted === "endpoint" ? "" : "about ";
  const part = partOf(meter);
  const of =
    part === null || meter.window_tokens === null
      ? "; how many the model takes is unknown"
      : `, ${percent(part)} of the ${count(meter.window_tokens)} that the model takes`;
  const tokens = `The next request holds ${about}${count(meter.input_tokens)} tokens${of}.`;
  return [tokens, costSentence(meter), sourceSentence(meter)].filter(Boolean).join(" ");
};

const costSentence = ({ cost, simulated, max_answer_tokens }: ContextMeter): string => {
  if (simulated) return "The simulator answers at no cost.";
  if (cost === null) return "Its price is unknown.";
  const most = `at most ${money(cost.most_nano_usd)} with an answer of ${count(max_answer_tokens)} tokens`;
  return `It costs up to ${money(cost.input_nano_usd)}, and ${most}.`;
};

const sourceSentence = ({ counted, uncounted_because }: ContextMeter): string => {
  if (counted === "endpoint") return "";
  const why = uncounted_because === null ? "" : ` (${uncounted_because})`;
  return `The tokens are an estimate, not counted by the endpoint${why}.`;
};
