import { Child, OPEN } from "./child";
import { programPath } from "./programs";

/** The simulator, as a process of its own. */
export class Simulator {
  readonly url: string;
  readonly #child: Child;

  private constructor(child: Child, url: string) {
    this.#child = child;
    this.url = url;
  }

  /** Starts it; it ends with this program, whatever happens. */
  static async open(): Promise<Simulator> {
    const child = new Child(programPath("atelier-simulator"), [], { input: OPEN });
    const [url] = await child.saying(/http:\/\/127\.0\.0\.1:\d+[^\s]*/);
    return new Simulator(child, url);
  }

  async close(): Promise<void> {
    await this.#child.stop(1_000);
  }
}
