// What processes weigh, by the kernel's own accounts.
import { readdirSync, readFileSync } from "node:fs";

/** The proportional memory of all descendants of a process, in MiB. */
export function pssBelow(root) {
  let kib = 0;
  for (const process of descendants(root)) {
    kib += Number(/^Pss:\s+(\d+) kB/m.exec(read(`/proc/${process}/smaps_rollup`))?.[1] ?? 0);
  }
  if (kib === 0) throw new Error("no process to weigh");
  return kib / 1024;
}

/** What a process holds that no other could share, in MiB. */
export function privateMiB(process) {
  const account = read(`/proc/${process}/smaps_rollup`);
  return Number(/^Anonymous:\s+(\d+) kB/m.exec(account)?.[1] ?? Number.NaN) / 1024;
}

function descendants(root) {
  const children = new Map();
  for (const process of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    const [, rest] = read(`/proc/${process}/stat`).split(/\) (?=[A-Z] \d)/);
    const parent = Number(rest?.split(" ")[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(process)]);
  }
  const all = [...(children.get(root) ?? [])];
  for (const process of all) all.push(...(children.get(process) ?? []));
  return all;
}

/** Empty where the process has ended meanwhile. */
function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
