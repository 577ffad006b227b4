import { percent as inPercent } from "../../lib/quantity";

/** The least share that is written as a percentage. */
const LEAST = 0.001;

/** Returns a fraction or a number written as text as a number, for what is drawn. */
export const toNumber = (text: string): number => {
  const [above = "", below] = text.split("/");
  return below === undefined ? Number(above) : Number(above) / Number(below);
};

/** Returns a share as a percentage, beside which the exact fraction stands. */
export const percent = (share: string): string => {
  const value = toNumber(share);
  return value > 0 && value < LEAST ? `< ${inPercent(LEAST, 1)}` : inPercent(value, 1);
};

/** Returns a payoff with the other sign, exactly. */
export const negative = (text: string): string => {
  if (/^[+-]?0+(\.0*)?$/.test(text)) return "0";
  if (text.startsWith("-")) return text.slice(1);
  return `-${text.startsWith("+") ? text.slice(1) : text}`;
};

/** Whether a text is a payoff: a number, or a fraction of whole numbers. */
export const isPayoff = (text: string): boolean =>
  /^[+-]?\d+\/0*[1-9]\d*$/.test(text) || /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,2})?$/i.test(text);
