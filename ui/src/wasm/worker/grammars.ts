import { type Side, sideOf } from "./side-module";

/** A grammar as the edit engine takes it. */
type Grammar = {
  /** The names of the kinds of nodes, a zero between two; a kind's number is its place. */
  readonly kinds: () => string;
  /** The names of the fields of nodes, likewise. */
  readonly fields: () => string;
  /** Which nodes are symbols, as the engine reads it. */
  readonly rules: () => string;
  /** The tree as numbers, five a node; undefined where the text takes too long. */
  readonly parse: (text: string) => Uint32Array | undefined;
};

/** Fetches the file of a grammar, or of `core`, which all need. */
export type FetchGrammar = (file: string) => Promise<BufferSource>;

/** The grammars of this worker. Each file is fetched once. */
export type Grammars = {
  /** Returns the grammar of a language; nothing for plain text. */
  readonly of: (language: string) => Promise<Grammar | null>;
  /** What the memory of all takes, in bytes. */
  readonly memory: () => number;
};

/** The file of each language, by the edit engine's own names. */
const GRAMMAR_FILES: Readonly<Record<string, string>> = {
  javascript: "javascript",
  // One grammar has both.
  jsx: "javascript",
  typescript: "typescript",
  tsx: "tsx",
  python: "python",
  rust: "rust",
  go: "go",
  java: "java",
  c: "c",
  cpp: "cpp",
  json: "json",
  yaml: "yaml",
  toml: "toml",
  markdown: "markdown",
  css: "css",
  html: "html",
  bash: "bash",
};

/** Returns grammars whose files `fetchFile` brings. */
export const createGrammars = (fetchFile: FetchGrammar): Grammars => {
  let core: Promise<Core> | null = null;
  let memory: WebAssembly.Memory | null = null;
  const ready = new Map<string, Promise<Grammar>>();
  const open = async (file: string): Promise<Grammar> => {
    core ??= fetchFile("core").then(openCore);
    core.catch(() => {
      core = null;
    });
    const [held, module] = await Promise.all([core, fetchFile(file).then(WebAssembly.compile)]);
    memory = held.memory;
    return grammarOf(held, sideOf(module, held, `tree_sitter_${file}`));
  };
  return {
    of: async (language) => {
      const file = GRAMMAR_FILES[language];
      if (file === undefined) return null;
      const grammar = ready.get(file) ?? open(file);
      ready.set(file, grammar);
      grammar.catch(() => ready.delete(file));
      return grammar;
    },
    memory: () => memory?.buffer.byteLength ?? 0,
  };
};

/** The parser that the grammars share, and its memory. */
export type Core = {
  readonly memory: WebAssembly.Memory;
  readonly __indirect_function_table: WebAssembly.Table;
  readonly __stack_pointer: WebAssembly.Global;
  readonly malloc: (bytes: number) => number;
  readonly parse: (grammar: number, text: number, bytes: number) => number;
  readonly words: () => number;
  readonly kind_count: (grammar: number) => number;
  readonly kind_name: (grammar: number, kind: number) => number;
  readonly field_count: (grammar: number) => number;
  readonly field_name: (grammar: number, field: number) => number;
};

const openCore = async (file: BufferSource): Promise<Core> => {
  const { instance } = await WebAssembly.instantiate(file, {});
  return instance.exports as unknown as Core;
};

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const grammarOf = (core: Core, { language, rules }: Side): Grammar => {
  const name = (at: number) => {
    const bytes = new Uint8Array(core.memory.buffer);
    return decoder.decode(bytes.subarray(at, bytes.indexOf(0, at)));
  };
  const names = (count: number, nameOf: (grammar: number, at: number) => number) =>
    Array.from({ length: count }, (_, at) => name(nameOf(language, at))).join("\0");
  return {
    kinds: () => names(core.kind_count(language), core.kind_name),
    // The first is none.
    fields: () => names(core.field_count(language) + 1, core.field_name),
    rules: () => decoder.decode(rules),
    parse: (text) => {
      const bytes = encoder.encode(text);
      const at = core.malloc(bytes.length);
      new Uint8Array(core.memory.buffer).set(bytes, at);
      const count = core.parse(language, at, bytes.length);
      return count === 0 ? undefined : new Uint32Array(core.memory.buffer, core.words(), count);
    },
  };
};
