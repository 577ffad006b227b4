import { randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { until } from "./until";

/** Marks every process of one place, whoever started it. */
const MARK = "ATELIER_TEST_PLACE";

/** A home folder of its own: what a program keeps there is gone with the test. */
export class Place {
  readonly root = mkdtempSync(join(tmpdir(), "atelier-e2e-"));
  /** Where Atelier keeps its data. */
  readonly data = join(this.root, "data");
  readonly #id = randomUUID();

  constructor() {
    for (const folder of ["home", "data", "share", "config", "cache", "state", "run"]) {
      mkdirSync(join(this.root, folder), { mode: 0o700 });
    }
  }

  /** What keeps programs inside it. */
  get env(): Record<string, string | undefined> {
    return {
      [MARK]: this.#id,
      HOME: join(this.root, "home"),
      ATELIER_DATA: this.data,
      XDG_DATA_HOME: join(this.root, "share"),
      XDG_CONFIG_HOME: join(this.root, "config"),
      XDG_CACHE_HOME: join(this.root, "cache"),
      XDG_STATE_HOME: join(this.root, "state"),
      XDG_RUNTIME_DIR: join(this.root, "run"),
      ANTHROPIC_API_KEY: undefined,
      ANTHROPIC_AUTH_TOKEN: undefined,
      ANTHROPIC_BASE_URL: undefined,
      ATELIER_ENDPOINT: undefined,
      DBUS_SESSION_BUS_ADDRESS: "unix:path=/nonexistent",
      http_proxy: undefined,
      https_proxy: undefined,
      HTTP_PROXY: undefined,
      HTTPS_PROXY: undefined,
      NO_PROXY: "127.0.0.1,localhost",
      LANG: "C.UTF-8",
    };
  }

  /** Returns where a path inside it lies on the disk. */
  at(path: string): string {
    return join(this.root, path);
  }

  /** Writes a file and the folders that it lies in, and returns where it is. */
  write(path: string, content: string | Uint8Array): string {
    const at = this.at(path);
    mkdirSync(dirname(at), { recursive: true });
    writeFileSync(at, content);
    return at;
  }

  /** Every process that was started in it and still runs: id and name. */
  processes(): readonly { readonly pid: number; readonly name: string }[] {
    const mark = `${MARK}=${this.#id}`;
    return readdirSync("/proc")
      .filter((entry) => /^\d+$/.test(entry))
      .flatMap((entry) => {
        try {
          // A zombie's environment is empty, so it does not count.
          const environment = readFileSync(`/proc/${entry}/environ`, "utf8");
          if (!environment.split("\0").includes(mark)) return [];
          const name = readFileSync(`/proc/${entry}/comm`, "utf8").trim();
          return [{ pid: Number(entry), name }];
        } catch {
          return [];
        }
      });
  }

  /** What all its processes take together, shared pages counted once, in MiB. */
  memory(): number {
    const kib = this.processes().map(({ pid }) => {
      try {
        const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
        return Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0);
      } catch {
        // It has ended by itself.
        return 0;
      }
    });
    return kib.reduce((sum, each) => sum + each, 0) / 1_024;
  }

  /** The one process of that name; waits for it. */
  async processNamed(name: string): Promise<number> {
    const short = name.slice(0, 15);
    const find = () => this.processes().find((process) => process.name === short)?.pid;
    return until(`a process called ${name}`, find);
  }

  /** Ends what still runs in it, and removes it. */
  async clear(): Promise<void> {
    for (const { pid } of this.processes()) kill(pid);
    await until("the place is empty", () => this.processes().length === 0, 5_000).catch(() => {});
    rmSync(this.root, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Kills a process, if it is still there. */
export const kill = (pid: number): void => {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
};
