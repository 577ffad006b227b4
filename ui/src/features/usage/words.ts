import type { Spending } from "@atelier/client/types";
import { msg, t } from "@lingui/core/macro";
import { count, money } from "../../lib/quantity";
import { date } from "../../lib/time";

/** Writes what was spent; where nothing of it has a price, that is unknown, not zero. */
export const costOf = ({ requests, unpriced_requests, cost_nano_usd }: Spending): string => {
  if (requests > 0 && unpriced_requests === requests) return t`unknown`;
  const cost = money(cost_nano_usd);
  return unpriced_requests > 0 ? t`at least ${cost}` : cost;
};

/** Tokens that were written to a cache. */
const written = ({ tokens }: Spending): number =>
  tokens.cache_write_5m_tokens + tokens.cache_write_1h_tokens;

/** The numbers of a row: cost, requests, tokens in, read from and written to the cache, out, web searches. */
export const cellsOf = (spending: Spending): readonly string[] => [
  costOf(spending),
  count(spending.requests),
  count(spending.tokens.input_tokens),
  count(spending.tokens.cache_read_tokens),
  count(written(spending)),
  count(spending.tokens.output_tokens),
  count(spending.tokens.web_searches),
];

/** What the numbers of a row are. */
export const COLUMNS = [
  msg`Cost`,
  msg`Requests`,
  msg`Tokens in`,
  msg`From cache`,
  msg`To cache`,
  msg`Tokens out`,
  msg`Searches`,
] as const;

/** Writes a day of the calendar as people do, with or without its year. */
export const dayName = (day: string, long = false): string => {
  const noon = new Date(`${day}T12:00:00Z`);
  if (Number.isNaN(noon.getTime())) return day;
  return date(noon, {
    timeZone: "UTC",
    month: "short",
    day: "numeric",
    ...(long ? { year: "numeric", weekday: "short" } : {}),
  });
};
