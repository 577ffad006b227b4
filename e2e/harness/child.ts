import { type ChildProcess, spawn } from "node:child_process";

/** How a program ended. */
export type Exit = {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
};

type Options = {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** Written to its standard input, which is then closed; `open` stays open; without it there is none. */
  readonly input?: string | typeof OPEN;
};

/** A standard input that stays open until the program ends. */
export const OPEN = Symbol("open");

const KEPT_LOG = 256 * 1024;
const LAST_WORDS_MS = 250;
const alive = new Set<Child>();

// A test run that is cut short leaves no program behind.
const endAll = () => {
  for (const child of alive) child.signal("SIGKILL");
};
process.on("exit", endAll);
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
  process.once(signal, () => {
    endAll();
    process.exit(1);
  });
}

/** A program that a test started, with all that it printed. */
export class Child {
  readonly name: string;
  readonly exited: Promise<Exit>;
  readonly #process: ChildProcess;
  #log = "";
  #out = "";
  #ended: Exit | null = null;
  readonly #listeners = new Set<() => void>();

  constructor(command: string, args: readonly string[], options: Options = {}) {
    this.name = command.split("/").at(-1) ?? command;
    const { env = {}, cwd, input } = options;
    this.#process = spawn(command, args, {
      env: clean({ ...process.env, ...env }),
      ...(cwd === undefined ? {} : { cwd }),
      stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    });
    this.exited = new Promise((resolve) => {
      const end = (exit: Exit) => {
        this.#ended = exit;
        alive.delete(this);
        this.#notify();
        resolve(exit);
      };
      // Its last words may come after it has gone; what it started may hold its outputs for ever.
      this.#process.once("exit", (code, signal) => {
        const late = setTimeout(() => end({ code, signal }), LAST_WORDS_MS);
        this.#process.once("close", () => {
          clearTimeout(late);
          end({ code, signal });
        });
      });
      this.#process.once("error", (error) => {
        this.#log += `${error.message}\n`;
        end({ code: null, signal: null });
      });
    });
    alive.add(this);
    this.#process.stdout?.on("data", (chunk: Buffer) => this.#hear(chunk, "out"));
    this.#process.stderr?.on("data", (chunk: Buffer) => this.#hear(chunk, "error"));
    if (typeof input === "string") this.#process.stdin?.end(input);
  }

  /** Its process id; 0 where it never started. */
  get pid(): number {
    return this.#process.pid ?? 0;
  }

  /** What it printed on both outputs, the last 256 KiB. */
  get log(): string {
    return this.#log;
  }

  /** What it printed on its standard output. */
  get output(): string {
    return this.#out;
  }

  get hasEnded(): boolean {
    return this.#ended !== null;
  }

  /** Waits until what it printed matches, and fails with its log where it ends or takes longer. */
  async saying(pattern: RegExp, within = 20_000): Promise<RegExpExecArray> {
    const found = () => pattern.exec(this.#log);
    const first = found();
    if (first) return first;
    return new Promise((resolve, reject) => {
      const look = () => {
        const match = found();
        if (match) return finish(() => resolve(match));
        if (this.#ended) finish(() => reject(this.#failure(`ended before it said ${pattern}`)));
      };
      const finish = (then: () => void) => {
        clearTimeout(timer);
        this.#listeners.delete(look);
        then();
      };
      const late = () => finish(() => reject(this.#failure(`did not say ${pattern} in time`)));
      const timer = setTimeout(late, within);
      this.#listeners.add(look);
      look();
    });
  }

  /** Waits until it ends by itself, and fails with its log where it takes longer. */
  async ending(within: number): Promise<Exit> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(this.#failure("did not end in time")), within);
    });
    return Promise.race([this.exited, late]).finally(() => clearTimeout(timer));
  }

  /** Sends it a signal, if it still runs. */
  signal(signal: NodeJS.Signals): void {
    if (!this.#ended) this.#process.kill(signal);
  }

  /** Asks it to end, insists after `grace` ms, and returns once it is gone. */
  async stop(grace = 4_000): Promise<Exit> {
    this.signal("SIGTERM");
    const timer = setTimeout(() => this.signal("SIGKILL"), grace);
    return this.exited.finally(() => clearTimeout(timer));
  }

  #hear(chunk: Buffer, from: "out" | "error"): void {
    const text = chunk.toString("utf8");
    if (from === "out") this.#out += text;
    this.#log = (this.#log + text).slice(-KEPT_LOG);
    this.#notify();
  }

  #notify(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  #failure(what: string): Error {
    return new Error(`${this.name} ${what}; it printed:\n${this.#log || "(nothing)"}`);
  }
}

/** Runs a program to its end and returns what it printed; fails unless it ends well. */
export const run = async (
  command: string,
  args: readonly string[],
  options: Options & { readonly within?: number } = {},
): Promise<string> => {
  const child = new Child(command, args, options);
  try {
    const { code } = await child.ending(options.within ?? 30_000);
    if (code !== 0) throw new Error(`${child.name} ended with ${code}:\n${child.log}`);
    return child.output;
  } finally {
    child.signal("SIGKILL");
  }
};

const clean = (env: Readonly<Record<string, string | undefined>>): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined));
