import { t } from "@lingui/core/macro";
/** A field of a small form, as a JSON schema asks for it. */
export type FormField = {
  readonly name: string;
  readonly label: string;
  readonly description: string | undefined;
  readonly required: boolean;
  readonly kind: FieldKind;
};

/** What a field takes. */
type FieldKind =
  | { readonly type: "text"; readonly long: boolean }
  | {
      readonly type: "number";
      readonly whole: boolean;
      readonly min?: number;
      readonly max?: number;
    }
  | { readonly type: "flag" }
  | { readonly type: "choice"; readonly options: readonly string[] }
  /** Lists and structures: written as JSON. */
  | { readonly type: "json" };

type Schema = {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly minimum?: number;
  readonly maximum?: number;
};

/** Texts that are likely to have several lines. */
const LONG = /^(text|body|instructions|snippet|message|response|note|description|content)$/;
/** How many references are followed: a schema may refer to itself. */
const DEPTH = 8;

/** Returns the fields that an operation's input has, what is required first. */
export const fieldsOf = (schema: unknown): readonly FormField[] => {
  const root = isSchema(schema) ? schema : {};
  const defs = root.$defs ?? {};
  const input = resolve(root, defs);
  const required = new Set(input.required ?? []);
  const fields = Object.entries(input.properties ?? {}).map(([name, property]): FormField => {
    const resolved = resolve(property, defs);
    return {
      name,
      label: labelOf(name),
      description: property.description ?? resolved.description,
      required: required.has(name),
      kind: kindOf(name, resolved, defs),
    };
  });
  return fields.sort((a, b) => Number(b.required) - Number(a.required));
};

/** Follows references, and looks past "or nothing". */
const resolve = (schema: Schema, defs: Readonly<Record<string, Schema>>): Schema => {
  let at = schema;
  for (let step = 0; step < DEPTH; step += 1) {
    const name = at.$ref?.replace("#/$defs/", "");
    const named = name !== undefined && Object.hasOwn(defs, name) ? defs[name] : undefined;
    const some = at.anyOf?.filter((each) => each.type !== "null");
    if (named) at = named;
    else if (some?.length === 1 && some[0]) at = some[0];
    else return at;
  }
  return at;
};

const kindOf = (
  name: string,
  schema: Schema,
  defs: Readonly<Record<string, Schema>>,
): FieldKind => {
  const options = optionsOf(schema, defs);
  if (options) return { type: "choice", options };
  const types = [schema.type ?? []].flat().filter((type) => type !== "null");
  const [type] = types;
  if (types.length !== 1) return { type: "json" };
  if (type === "string") return { type: "text", long: LONG.test(name) };
  if (type === "boolean") return { type: "flag" };
  if (type === "integer" || type === "number") {
    return {
      type: "number",
      whole: type === "integer",
      ...(schema.minimum === undefined ? {} : { min: schema.minimum }),
      ...(schema.maximum === undefined ? {} : { max: schema.maximum }),
    };
  }
  return { type: "json" };
};

const optionsOf = (
  schema: Schema,
  defs: Readonly<Record<string, Schema>>,
): readonly string[] | null => {
  const words =
    schema.enum ??
    schema.oneOf?.flatMap((each) => {
      const one = resolve(each, defs);
      return one.enum ?? [one.const];
    });
  const some = words?.filter((word) => word !== null);
  if (!some || some.length === 0) return null;
  return some.every((word): word is string => typeof word === "string") ? some : null;
};

/** Returns what was typed as the input of an operation, or what is wrong with it, by field. */
export const inputOf = (
  fields: readonly FormField[],
  typed: Readonly<Record<string, string>>,
): {
  readonly input: Record<string, unknown>;
  readonly wrong: Readonly<Record<string, string>>;
} => {
  const input: Record<string, unknown> = {};
  const wrong: Record<string, string> = {};
  for (const field of fields) {
    const text = typed[field.name] ?? "";
    if (text === "" && field.kind.type !== "flag") {
      if (field.required) wrong[field.name] = t`This is needed.`;
      continue;
    }
    const value = readAs(field.kind, text);
    if (value === undefined) wrong[field.name] = said(field.kind.type);
    else if (field.kind.type !== "flag" || field.required || text !== "") input[field.name] = value;
  }
  return { input, wrong };
};

const readAs = (kind: FieldKind, text: string): unknown => {
  if (kind.type === "flag") return text === "true";
  if (kind.type === "number") {
    const number = Number(text);
    return text.trim() !== "" &&
      Number.isFinite(number) &&
      (!kind.whole || Number.isInteger(number))
      ? number
      : undefined;
  }
  if (kind.type !== "json") return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

const said = (type: FieldKind["type"]): string => {
  if (type === "number") return t`Write a number.`;
  return type === "json" ? t`Write JSON, such as ["one", "two"].` : "";
};

/** Returns a name of the contract as a person reads it. */
export const labelOf = (name: string): string => {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const isSchema = (value: unknown): value is Schema => typeof value === "object" && value !== null;
