import { cancelled, OperationError } from "@atelier/client/errors";

import type { EngineName, Reply, Request } from "./protocol";

/** As much of a worker as is used. */
export type EngineWorker = Pick<Worker, "postMessage" | "terminate" | "onmessage" | "onerror">;

/** What a line is made of. */
export type LineParts = {
  /** Starts a worker; may throw. */
  readonly start: () => EngineWorker;
  /** Fetches and compiles an engine. */
  readonly compile: (engine: EngineName) => Promise<WebAssembly.Module>;
  readonly on: {
    /** An engine is being made ready in the worker that runs. */
    readonly loading: (engine: EngineName) => void;
    /** It is ready, after so many ms. */
    readonly ready: (engine: EngineName, ms: number) => void;
    readonly failed: (engine: EngineName, error: OperationError) => void;
    /** What an engine's memory takes now, in bytes. */
    readonly memory: (engine: EngineName, bytes: number) => void;
    /** The worker is gone, and all that it held. */
    readonly ended: () => void;
  };
};

/** A question to an engine. */
type Question = {
  readonly engine: EngineName;
  /** None only makes the engine ready. */
  readonly name: string | null;
  readonly args: readonly unknown[];
  readonly signal?: AbortSignal | undefined;
  /** The worker that has to answer, where what it holds matters. */
  readonly life?: number | undefined;
};

/** Questions to the engines, answered one after another by a worker that lives while there are any. */
export type Line = {
  readonly ask: (question: Question) => Promise<unknown>;
  /** Counts the workers: what one held, the next does not hold. */
  readonly life: () => number;
  readonly end: () => void;
};

/** What a worker held is gone with it, and has to be brought again. */
export class HeldIsGone extends OperationError {
  constructor() {
    super("unavailable", "What was held in this page is gone. Try again.");
  }
}

/** So long an idle worker is kept, in ms. */
export const IDLE = 60_000;
/** So long a question that nobody waits for any more may keep the worker busy, in ms. */
export const GRACE = 500;

type Job = Question & {
  readonly settle: (outcome: { readonly value: unknown } | { readonly error: unknown }) => void;
  settled: boolean;
};

/** Returns a line to a worker, which is started with the first question. */
export const createLine = ({ start, compile, on }: LineParts): Line => {
  const waiting: Job[] = [];
  const known = new Set<EngineName>();
  let running: Job | null = null;
  let worker: EngineWorker | null = null;
  let life = 0;
  let sent = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let answer: ((reply: Reply) => void) | null = null;

  const end = () => {
    clearTimeout(timer);
    worker?.terminate();
    if (worker) on.ended();
    worker = null;
    answer = null;
    known.clear();
  };
  const rest = () => {
    clearTimeout(timer);
    if (worker) timer = setTimeout(end, IDLE);
  };
  /** Gives up what runs, and the worker with it. */
  const drop = (error: OperationError) => {
    const job = running;
    running = null;
    end();
    job?.settle({ error });
    void pump();
  };
  const run = () => {
    if (worker) return worker;
    const started = start();
    life += 1;
    worker = started;
    started.onmessage = ({ data }: MessageEvent<Reply>) => worker === started && answer?.(data);
    started.onerror = () => worker === started && drop(broke());
    return started;
  };
  const carryOut = async (job: Job): Promise<void> => {
    const { engine, name, args } = job;
    if (job.life !== undefined && (!worker || job.life !== life))
      return job.settle({ error: gone() });
    const begun = performance.now();
    const isNew = !known.has(engine);
    let module: WebAssembly.Module | undefined;
    try {
      if (isNew) {
        on.loading(engine);
        module = await compile(engine);
        if (running !== job) return;
      }
      const id = ++sent;
      const replied = new Promise<Reply>((resolve) => {
        answer = (reply) => reply.id === id && resolve(reply);
      });
      const request: Request = { id, engine, name, args, ...(module ? { module } : {}) };
      run().postMessage(request);
      const { outcome, memory } = await replied;
      if (running !== job) return;
      if ("problem" in outcome && outcome.crashed) {
        if (isNew) on.failed(engine, unusable(outcome.problem));
        return drop(isNew ? unusable(outcome.problem) : broke(outcome.problem));
      }
      if (isNew) {
        known.add(engine);
        on.ready(engine, performance.now() - begun);
      }
      on.memory(engine, memory);
      job.settle("value" in outcome ? outcome : { error: refused(outcome.problem) });
    } catch (cause) {
      const error = unusable(cause);
      on.failed(engine, error);
      job.settle({ error });
    }
  };
  const pump = async (): Promise<void> => {
    if (running) return;
    const job = waiting.shift();
    if (!job) return rest();
    clearTimeout(timer);
    running = job;
    await carryOut(job);
    if (running !== job) return;
    running = null;
    void pump();
  };
  const giveUp = (job: Job) => {
    const at = waiting.indexOf(job);
    if (at >= 0) waiting.splice(at, 1);
    job.settle({ error: cancelled() });
    if (running !== job) return;
    setTimeout(() => running === job && worker && drop(cancelled()), GRACE);
  };
  return {
    life: () => life,
    end,
    ask: (question) =>
      new Promise((resolve, reject) => {
        const { signal } = question;
        if (signal?.aborted) return reject(cancelled());
        const onAbort = () => giveUp(job);
        const job: Job = {
          ...question,
          settled: false,
          settle: (outcome) => {
            if (job.settled) return;
            job.settled = true;
            signal?.removeEventListener("abort", onAbort);
            if ("value" in outcome) resolve(outcome.value);
            else reject(outcome.error);
          },
        };
        signal?.addEventListener("abort", onAbort);
        waiting.push(job);
        void pump();
      }),
  };
};

const KEPT = "Nothing that was saved is lost.";

const refused = (problem: string): OperationError =>
  new OperationError("invalid_input", sentence(problem));

const broke = (cause?: unknown): OperationError =>
  new OperationError(
    "internal",
    `What calculates in this page ended. ${KEPT}`,
    "It starts again by itself. Try again.",
    { cause },
  );

const unusable = (cause: unknown): OperationError =>
  new OperationError(
    "unavailable",
    `What calculates in this page could not be loaded. ${KEPT}`,
    "Try again; if it stays so, load the page anew.",
    { cause },
  );

const gone = (): OperationError => new HeldIsGone();

/** An engine's sentence as a sentence. */
const sentence = (problem: string): string => {
  const text = problem.trim();
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
};
