// The real window, past its first steps.
import { openWindow } from "./driver.mjs";
import { enter, reachCore } from "./in-page.mjs";
import { shown } from "./page.mjs";

/** Opens the window by `how` (`secret.seal` or `secret.unlock`), and waits until all of `there` is shown. */
export async function openEntered({ binary, env, how, passphrase, there }) {
  const session = await openWindow({ binary, env });
  try {
    await shown(session.driver, "button");
    await session.driver.executeScript(reachCore);
    const ready = await session.driver.executeAsyncScript(enter, how, passphrase, there);
    if (ready !== "ready") throw new Error(ready);
    return session;
  } catch (error) {
    await session.close();
    throw error;
  }
}
