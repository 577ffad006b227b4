import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

import type { EngineWorker, LineParts } from "../wasm/line";
import type { EngineName, Request } from "../wasm/protocol";
import { createHost } from "../wasm/worker/host";

const GENERATED = join(import.meta.dirname, "../wasm/generated");

/** Returns what answers questions to the real engines, as the worker does. */
export const realHost = () =>
  createHost(async (file) =>
    Uint8Array.from(gunzipSync(readFileSync(join(GENERATED, `grammars/${file}.wasm.gz`)))),
  );

/** Compiles a real engine. */
export const realModule = (engine: EngineName): WebAssembly.Module =>
  new WebAssembly.Module(
    Uint8Array.from(readFileSync(join(GENERATED, engine, `${engine}_bg.wasm`))),
  );

const hostAsWorker = (): EngineWorker => {
  const host = realHost();
  let isEnded = false;
  const worker: EngineWorker = {
    onmessage: null,
    onerror: null,
    terminate: () => {
      isEnded = true;
    },
    postMessage: async (request: Request) => {
      // What cannot be cloned could not be sent.
      const args = structuredClone(request.args);
      const data = structuredClone(await host({ ...request, args }));
      if (!isEnded) worker.onmessage?.call(worker as unknown as Worker, { data } as MessageEvent);
    },
  };
  return worker;
};

/** What makes the real engines, in a worker that only looks like one. */
export const realParts: Pick<LineParts, "compile" | "start"> = {
  compile: async (engine) => realModule(engine),
  start: hostAsWorker,
};
