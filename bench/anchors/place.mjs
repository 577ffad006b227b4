// A home folder for one measure, and the environment of what runs in it.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Measures in a home folder that is gone afterwards, and prints what was measured as one JSON object. */
export async function measure(work) {
  const home = mkdtempSync(join(tmpdir(), "atelier-bench-"));
  try {
    console.log(JSON.stringify(await work(home)));
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** The environment of a program that keeps what is its own in `home`. */
export function homeEnv(home) {
  const folders = { HOME: home, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home };
  return { ...process.env, ...folders };
}

/** The environment of a program with a window, on a display and a session bus. */
export function deskEnv(home, display, bus) {
  return { ...homeEnv(home), DISPLAY: display, DBUS_SESSION_BUS_ADDRESS: bus, NO_AT_BRIDGE: "1" };
}

/** As the window has it where nobody drives it. */
export const UNDRIVEN = { WEBKIT_DISABLE_DMABUF_RENDERER: "1" };

/** Resolves after so many ms. */
export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** The value below which this share of a list lies; sorts the list. */
export const quantile = (list, share) => list.sort((a, b) => a - b)[Math.round((list.length - 1) * share)];
