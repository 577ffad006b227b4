// The page as `atelier serve` serves it, over a store of its own, in Chromium.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { openChromium } from "./driver.mjs";
import { homeEnv, pause } from "./place.mjs";

/** Serves `data` and opens the page, past its first steps; `call` reaches the operations from outside. */
export async function openPage({ binary, home, data, endpoint, passphrase }) {
  const env = {
    ...homeEnv(home),
    ATELIER_DATA: data,
    ATELIER_ENDPOINT: endpoint,
    ANTHROPIC_API_KEY: "sk-ant-test-benchmark",
  };
  delete env.DBUS_SESSION_BUS_ADDRESS;
  const server = spawn(binary, ["serve", "--port", "0"], { env, stdio: ["ignore", "pipe", "ignore"] });
  let session = null;
  const close = async () => {
    await session?.close();
    server.kill();
    if (server.exitCode === null && server.signalCode === null) await once(server, "exit");
  };
  try {
    const [said] = await once(server.stdout, "data");
    server.stdout.resume();
    const [url, origin, token] = /(http:\S+?)\/#token=(\w+)/.exec(`${said}`) ?? [];
    if (url === undefined) throw new Error(`the server said ${said}`);
    const call = async (name, input = {}) => {
      const response = await fetch(`${origin}/api/${name}`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify(input),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${name}: ${text}`);
      return response.headers.get("content-type")?.startsWith("application/json") ? JSON.parse(text) : text;
    };
    if (passphrase !== undefined) await call("secret.unlock", { passphrase });
    await call("settings.save", { onboarded: true });
    session = await openChromium({ folder: home, env });
    await session.driver.get(url);
    await shown(session.driver, "textarea");
    return { driver: session.driver, ask: session.ask, call, server: server.pid, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Waits until something is in the page. */
export async function shown(driver, selector) {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (await driver.executeScript((it) => document.querySelector(it) !== null, selector)) return;
    await pause(50);
  }
  throw new Error(`the page shows no ${selector}`);
}
