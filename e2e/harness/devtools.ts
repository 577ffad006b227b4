import type { WebDriver } from "selenium-webdriver";
import type { Executor } from "selenium-webdriver/http";
import { Command } from "selenium-webdriver/lib/command";

/** Asks Chromium for something that WebDriver has no word for. */
export const devtools = async (driver: WebDriver, cmd: string, params: object): Promise<void> => {
  const executor = driver.getExecutor() as Executor;
  executor.defineCommand("devtools", "POST", "/session/:sessionId/goog/cdp/execute");
  await driver.execute(
    new Command("devtools").setParameter("cmd", cmd).setParameter("params", params),
  );
};

/** Has Chromium force the colours of a system with such a ground; null lets the page have its own. */
export const forceColors = (driver: WebDriver, ground: "light" | "dark" | null): Promise<void> => {
  const features =
    ground === null
      ? []
      : [
          { name: "forced-colors", value: "active" },
          { name: "prefers-color-scheme", value: ground },
        ];
  return devtools(driver, "Emulation.setEmulatedMedia", { features });
};
