/** What may come out of the document of an artifact. Whoever wrote the artifact may have written it. */
export type Word =
  | { readonly kind: "ready" | "pong" }
  | { readonly kind: "height"; readonly height: number }
  | { readonly kind: "said"; readonly level: "error" | "warn"; readonly text: string }
  | { readonly kind: "key"; readonly key: "Escape" | "F6"; readonly shift: boolean }
  | { readonly kind: "drawn"; readonly id: number; readonly svg: string }
  | {
      readonly kind: "failed";
      readonly id: number;
      readonly text: string;
      readonly line: number | null;
    };

/** The longest drawing that is taken, in characters. */
const MOST = 8_000_000;
const LINE = 500;

/** Reads a message; null where it is none of the words. */
export const readWord = (data: unknown): Word | null => {
  const word = record(record(data)?.["artifact"]);
  switch (word?.["kind"]) {
    case "ready":
    case "pong":
      return { kind: word["kind"] };
    case "height": {
      const { height } = word;
      return typeof height === "number" && Number.isFinite(height)
        ? { kind: "height", height }
        : null;
    }
    case "said": {
      const { level, text } = word;
      if (typeof text !== "string") return null;
      return {
        kind: "said",
        level: level === "warn" ? "warn" : "error",
        text: text.slice(0, LINE),
      };
    }
    case "key": {
      const { key, shift } = word;
      return key === "Escape" || key === "F6" ? { kind: "key", key, shift: shift === true } : null;
    }
    case "drawn": {
      const { id, svg } = word;
      const fits = typeof id === "number" && typeof svg === "string" && svg.length <= MOST;
      return fits ? { kind: "drawn", id, svg } : null;
    }
    case "failed": {
      const { id, text, line } = word;
      if (typeof id !== "number" || typeof text !== "string") return null;
      const number = typeof line === "number" && Number.isInteger(line) && line > 0 ? line : null;
      return { kind: "failed", id, text: text.slice(0, LINE), line: number };
    }
    default:
      return null;
  }
};

const record = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
