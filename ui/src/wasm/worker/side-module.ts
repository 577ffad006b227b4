import type { Core } from "./grammars";

/** A module that lies in another's memory. */
export type Side = {
  /** Where the grammar lies. */
  readonly language: number;
  /** What the edit engine is told about it. */
  readonly rules: ArrayBuffer;
};

/** What a side module wants: bytes, their alignment as a power of two, and entries of the table. */
type Wants = { readonly bytes: number; readonly align: number; readonly entries: number };

/** The section in which a side module says what it wants, as the WebAssembly tool conventions have it. */
const SECTION = "dylink.0";
/** The section that the build puts the rules of a grammar into. */
const RULES = "rules";
const MEMORY_INFO = 1;

/** Puts a grammar into the memory of the parser that it shares with others, and opens it. */
export const sideOf = (module: WebAssembly.Module, core: Core, entry: string): Side => {
  const { bytes, align, entries } = wantsOf(module);
  const room = core.malloc(bytes + 2 ** align);
  const base = Math.ceil(room / 2 ** align) * 2 ** align;
  // What is not in the file begins as zeros, and the memory may have been used before.
  new Uint8Array(core.memory.buffer).fill(0, base, base + bytes);
  const table = core.__indirect_function_table.grow(entries);
  const place = (value: number) => new WebAssembly.Global({ value: "i32" }, value);
  const { exports } = new WebAssembly.Instance(module, {
    env: {
      ...core,
      __memory_base: place(base),
      __table_base: place(table),
    } as unknown as WebAssembly.ModuleImports,
  });
  call(exports["__wasm_apply_data_relocs"]);
  return { language: call(exports[entry]), rules: sectionOf(module, RULES) };
};

const call = (exported: WebAssembly.ExportValue | undefined): number => {
  if (typeof exported !== "function") throw new Error("the file is no grammar");
  return (exported as () => number)();
};

const sectionOf = (module: WebAssembly.Module, name: string): ArrayBuffer => {
  const [section] = WebAssembly.Module.customSections(module, name);
  if (!section) throw new Error("the file is no grammar");
  return section;
};

const wantsOf = (module: WebAssembly.Module): Wants => {
  const bytes = new Uint8Array(sectionOf(module, SECTION));
  let at = 0;
  const number = (): number => {
    for (let [value, shift] = [0, 0]; ; shift += 7) {
      const byte = bytes[at++] ?? 0;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < bytes.length) {
    const [kind, length] = [number(), number()];
    const end = at + length;
    if (kind === MEMORY_INFO) return { bytes: number(), align: number(), entries: number() };
    at = end;
  }
  throw new Error("the file does not say what memory it needs");
};
