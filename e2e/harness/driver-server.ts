import { createServer } from "node:net";

import { Child } from "./child";
import { until } from "./until";

/** A WebDriver server that listens. */
export type Server = { readonly child: Child; readonly port: number };

type Env = Readonly<Record<string, string | undefined>>;

/** How often a server is started where another program takes the port it chose. */
const ATTEMPTS = 8;
const WITHIN_MS = 30_000;

/**
 * Starts ChromeDriver on a port of its own choice. It chooses one that is free of IPv6, and ends
 * where a connection of somebody else's holds the same one of IPv4.
 */
export const startChromeDriver = (env: Env): Promise<Server> =>
  started(async () => {
    const child = new Child("chromedriver", ["--port=0"], { env });
    return listening(child, async () => {
      const [, port] = await child.saying(/started successfully on port (\d+)/);
      return Number(port);
    });
  });

/** Starts WebKit's driver, which takes no 0, on a port that was free a moment ago. */
export const startWebKitDriver = (env: Env): Promise<Server> =>
  started(async () => {
    const port = await freePort();
    const child = new Child("WebKitWebDriver", [`--port=${port}`, "--host=127.0.0.1"], { env });
    return listening(child, async () => {
      const answer = await until("WebKitWebDriver answers or ends", async () => {
        if (child.hasEnded) return "ended";
        return (await fetch(`http://127.0.0.1:${port}/status`)).ok && "answers";
      });
      if (answer === "ended") throw new Error(`${child.name} ended:\n${child.log}`);
      return port;
    });
  });

/** The server once it listens; one that does not is ended. */
const listening = async (child: Child, port: () => Promise<number>): Promise<Server> => {
  try {
    return { child, port: await port() };
  } catch (error) {
    child.signal("SIGKILL");
    throw error;
  }
};

/** Starts a server, on another port where it did not; fails with what each one said. */
const started = async (start: () => Promise<Server>): Promise<Server> => {
  const refusals: unknown[] = [];
  const deadline = Date.now() + WITHIN_MS;
  while (refusals.length < ATTEMPTS && Date.now() < deadline) {
    try {
      return await start();
    } catch (error) {
      refusals.push(error);
    }
  }
  throw new Error(`no driver in ${refusals.length} attempts: ${refusals.map(String).join("; ")}`);
};

const freePort = async (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
