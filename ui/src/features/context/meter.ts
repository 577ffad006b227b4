import type { ContextMeter } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { count, decimal, percent as inPercent, money } from "../../lib/quantity";

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
  if (tokens < 100_000) return thousands(decimal(tokens / 1_000, 1));
  if (tokens < 1_000_000) return thousands(decimal(tokens / 1_000, 0));
  const millions = decimal(tokens / 1_000_000, 1);
  return t({ message: `${millions}M`, context: "millions of tokens" });
};

const thousands = (thousand: string): string =>
  t({ message: `${thousand}k`, context: "thousands of tokens" });

/** Writes the part of the context. */
export const percent = (part: number): string =>
  part > 0 && part < 0.01 ? `< ${inPercent(0.01)}` : inPercent(part);

/** Writes what the request would cost without its answer. */
export const costWords = ({ cost, simulated }: ContextMeter): string =>
  simulated ? t`free` : cost === null ? t`price unknown` : money(cost.input_nano_usd);

/** All that the meter knows, in sentences. */
export const sentences = (meter: ContextMeter): string =>
  [tokenSentence(meter), costSentence(meter), searchSentence(meter), sourceSentence(meter)]
    .filter(Boolean)
    .join(" ");

const tokenSentence = (meter: ContextMeter): string => {
  const tokens = count(meter.input_tokens);
  const exact = meter.counted === "endpoint";
  const part = partOf(meter);
  if (part === null || meter.window_tokens === null) {
    return exact
      ? t`The next request holds ${tokens} tokens; how many the model takes is unknown.`
      : t`The next request holds about ${tokens} tokens; how many the model takes is unknown.`;
  }
  const share = percent(part);
  const most = count(meter.window_tokens);
  return exact
    ? t`The next request holds ${tokens} tokens, ${share} of the ${most} that the model takes.`
    : t`The next request holds about ${tokens} tokens, ${share} of the ${most} that the model takes.`;
};

const costSentence = ({ cost, simulated, max_answer_tokens }: ContextMeter): string => {
  if (simulated) return t`The simulator answers at no cost.`;
  if (cost === null) return t`Its price is unknown.`;
  const input = money(cost.input_nano_usd);
  const most = money(cost.most_nano_usd);
  const tokens = count(max_answer_tokens);
  return t`It costs up to ${input}, and at most ${most} with an answer of ${tokens} tokens.`;
};

const searchSentence = ({ searches, simulated }: ContextMeter): string => {
  if (searches === null || simulated) return "";
  const most = count(searches.most);
  return searches.each_nano_usd === null
    ? t`Up to ${most} web searches come on top, at a price that is unknown.`
    : t`Up to ${most} web searches come on top, at ${{ price: money(searches.each_nano_usd) }} each and the tokens of what they find.`;
};

const sourceSentence = ({ counted, uncounted_because: why }: ContextMeter): string => {
  if (counted === "endpoint") return "";
  return why === null
    ? t`The tokens are an estimate, not counted by the endpoint.`
    : t`The tokens are an estimate, not counted by the endpoint (${why}).`;
};
