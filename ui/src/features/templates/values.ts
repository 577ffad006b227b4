import type { TemplateVariable } from "@atelier/client/types";

/** Returns what the fields of a template begin with. */
export const firstValues = (
  variables: readonly TemplateVariable[],
  today: string,
): Record<string, string> =>
  Object.fromEntries(
    variables.map(({ name, kind, default: given }) => {
      if (kind.type === "date" && given === "today") return [name, today];
      if (given !== null) return [name, given];
      return [name, kind.type === "boolean" ? "false" : ""];
    }),
  );

/** Returns the names of the variables that still need a value. */
export const missingIn = (
  variables: readonly TemplateVariable[],
  values: Readonly<Record<string, string>>,
): readonly string[] =>
  variables
    .filter(({ name, kind }) => {
      const value = values[name] ?? "";
      return value === "" && kind.type !== "text" && kind.type !== "multiline";
    })
    .map(({ name }) => name);

/** Returns the person's own day, as `2026-11-21`. */
export const dayOf = (now: Date): string => {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
};
