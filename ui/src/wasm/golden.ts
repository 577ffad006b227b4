import booster from "../../../wasm/agent-booster/golden.json?packed";
import maths from "../../../wasm/math-framework/golden.json?packed";
import reasoning from "../../../wasm/reasoningbank/golden.json?packed";
import { unpack } from "../lib/unpack";
import type { EngineName } from "./protocol";

/** A question to an engine, and the answer that it gives everywhere. */
type GoldenCase = {
  /** The operation, or a method of the engine that stands for it. */
  readonly call: string;
  readonly args: readonly unknown[];
  /** The answer. */
  readonly answer?: unknown;
  /** What the engine says instead of an answer. */
  readonly refused?: string;
};

/** Cases of one engine, in order: some build on those before. */
export type Golden = { readonly cases: readonly GoldenCase[] };

/** Asks an engine; throws an `Error` with its words where it refuses. */
export type Ask = (engine: EngineName, call: string, args: readonly unknown[]) => Promise<unknown>;

/** How the cases of an engine went. */
export type GoldenOutcome = {
  readonly cases: number;
  /** What was not as it should be: the question, and what was said. */
  readonly wrong: readonly string[];
};

/** The files of cases, packed. The core’s own tests read the same. */
const FILES: Readonly<Record<EngineName, string>> = {
  reasoningbank: reasoning,
  "agent-booster": booster,
  "math-framework": maths,
};

/** Fetches the cases of an engine, and asks it all of them. */
export const runGolden = async (engine: EngineName, ask: Ask): Promise<GoldenOutcome> =>
  compare(engine, await (await unpack(FILES[engine])).json(), ask);

/** Asks an engine all of these cases, and compares. */
export const compare = async (
  engine: EngineName,
  { cases }: Golden,
  ask: Ask,
): Promise<GoldenOutcome> => {
  const wrong: string[] = [];
  for (const { call, args, answer, refused } of cases) {
    const said = await ask(engine, call, args).then(
      (value) => ({ answer: value }),
      (cause: unknown) => ({ refused: plain((cause as Error).message) }),
    );
    const expected = refused === undefined ? { answer } : { refused: plain(refused) };
    if (!isSame(said, expected)) {
      wrong.push(`${call}(${cut(args)}): ${cut(said)}, not ${cut(expected)}`);
    }
  }
  return { cases: cases.length, wrong };
};

const cut = (value: unknown): string => (JSON.stringify(value) ?? "nothing").slice(0, 300);

/** What an engine says, whether or not it was made a sentence of. */
const plain = (words: string): string => words.toLowerCase().replace(/\.$/, "");

/** So much numbers that are no whole ones may differ: in the last digits of a logarithm. */
const NEAR = 1e-6;

/** Whether two answers are the same; a field that is undefined is none. */
const isSame = (one: unknown, other: unknown): boolean => {
  if (Object.is(one, other)) return true;
  if (typeof one === "number" && typeof other === "number") {
    return !Number.isInteger(other) && Math.abs(one - other) <= NEAR * Math.max(1, Math.abs(other));
  }
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  const field = (of: object, name: string) => (of as Record<string, unknown>)[name];
  return [...names].every((name) => isSame(field(one, name), field(other, name)));
};
