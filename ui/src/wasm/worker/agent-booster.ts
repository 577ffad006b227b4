import * as booster from "../generated/agent-booster/agent-booster";
import type { Grammars } from "./grammars";
import type { Opened } from "./host";

/** Makes the engine ready. Grammars come when a language is first edited. */
export const open = (module: WebAssembly.Module, grammars: Grammars): Opened<"agent-booster"> => {
  const { memory } = booster.initSync({ module });
  return {
    operations: operationsOn(new booster.AgentBooster(), grammars),
    memory: () => memory.buffer.byteLength + grammars.memory(),
  };
};

/** A part of a text that an edit touched: what it is, and its place before and after in UTF-16 units. */
export type Touched = {
  readonly what: string;
  readonly before: readonly [number, number];
  readonly after: readonly [number, number];
};

/** What an edit made of a text. */
export type Edited = {
  readonly text: string;
  /** How it was done. */
  readonly strategy: string;
  /** How sure it is that this was meant, from 0 to 1. */
  readonly confidence: number;
  readonly syntax: "valid" | "as_before" | "unknown";
  readonly touched: readonly Touched[];
};

/** Why an edit was not made, and what it may have meant. The text stays as it is. */
export type Refusal = {
  readonly code: string;
  readonly message: string;
  readonly candidates: readonly { readonly what: string; readonly line: number }[];
};

/** What came of an edit. */
export type EditAnswer = Edited | { readonly refusal: Refusal };

const operationsOn = (engine: booster.AgentBooster, grammars: Grammars) => {
  const given = new Set<string>();
  return {
    applyEdit: async (original: string, snippet: string, language: string): Promise<EditAnswer> => {
      const known = booster.parseLanguage(language);
      if (known !== undefined && !given.has(known)) {
        const grammar = await grammars.of(known);
        if (grammar) engine.setGrammar(known, grammar);
        given.add(known);
      }
      return engine.applyEdit(original, snippet, language) as EditAnswer;
    },
    /** The name of a language that people call `name`; null where it is not known. */
    parseLanguage: (name: string): string | null => booster.parseLanguage(name) ?? null,
    /** How many nodes the tree of a text has, and a number of all of them, to compare with elsewhere. */
    fingerprint: async (text: string, language: string) => {
      const words = (await grammars.of(language))?.parse(text) ?? new Uint32Array();
      return { nodes: words.length / 5, digest: digestOf(words) };
    },
  };
};

/** FNV-1a over the numbers, each as one step. */
const digestOf = (words: Uint32Array): string => {
  let digest = 0x811c9dc5;
  for (const word of words) digest = Math.imul(digest ^ word, 0x01000193);
  return (digest >>> 0).toString(16).padStart(8, "0");
};

/** What the agent booster can be asked. */
export type AgentBooster = ReturnType<typeof operationsOn>;
