import type { Request } from "../protocol";
import type { FetchGrammar } from "./grammars";
import { createHost } from "./host";

/** The address of each grammar's file, by its name. */
const FILES = import.meta.glob<string>("../generated/grammars/*.wasm.gz", {
  eager: true,
  import: "default",
  query: "?url",
});

const fetchGrammar: FetchGrammar = async (file) => {
  const address = FILES[`../generated/grammars/${file}.wasm.gz`];
  const response = address === undefined ? null : await fetch(address);
  if (!response?.ok || !response.body) {
    throw new Error(`The grammar “${file}” could not be fetched. Nothing was changed.`);
  }
  const unpacked = response.body.pipeThrough(new DecompressionStream("gzip"));
  return new Response(unpacked).arrayBuffer();
};

const host = createHost(fetchGrammar);

// The page asks one thing at a time.
self.addEventListener("message", ({ data }: MessageEvent<Request>) => {
  host(data).then((reply) => self.postMessage(reply));
});
