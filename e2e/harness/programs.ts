import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The root of the checkout. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** Where cargo puts what it builds. */
export const TARGET = process.env["CARGO_TARGET_DIR"] ?? join(ROOT, "target");

/** The programs that are tested, as `cargo build` makes them. */
export type Program = "atelier" | "atelier-bench" | "atelier-desktop" | "atelier-simulator";

/** Returns the path of a program, or says how to build it. */
export const programPath = (name: Program): string => {
  const path = join(TARGET, "debug", name);
  if (existsSync(path)) return path;
  throw new Error(`${path} is not there; build it with: cargo build --bin ${name}`);
};
