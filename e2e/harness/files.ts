import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The regular files below a folder that hold some bytes as they are; what goes meanwhile holds none. */
export const filesHolding = (folder: string, part: string | Buffer): string[] =>
  unlessGone(() => readdirSync(folder, { withFileTypes: true }), []).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesHolding(path, part);
    const holds = entry.isFile() && unlessGone(() => readFileSync(path).includes(part), false);
    return holds ? [path] : [];
  });

const unlessGone = <T>(read: () => T, gone: T): T => {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return gone;
    throw error;
  }
};
