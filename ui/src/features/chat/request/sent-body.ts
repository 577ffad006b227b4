import type { SentCut, SentRequest } from "@atelier/client/types";

/** A part of what was sent. */
export type SentPart = {
  /** Where it stands in the body, as a JSON pointer. */
  readonly pointer: string;
  /** What it is: the kind of a block, or the name of a tool. */
  readonly kind: string;
  /** What a person reads of it. */
  readonly text: string;
  /** What of it is not there as it was sent. */
  readonly cuts: readonly SentCut[];
};

/** A message as it was sent. */
type SentMessage = {
  readonly pointer: string;
  readonly role: string;
  readonly parts: readonly SentPart[];
};

/** A body as a person looks at it. */
export type SentBody = {
  /** Everything but what follows, each as JSON. */
  readonly parameters: readonly (readonly [name: string, json: string])[];
  readonly system: readonly SentPart[];
  readonly tools: readonly SentPart[];
  readonly messages: readonly SentMessage[];
};

type Fields = Readonly<Record<string, unknown>>;

/** Reads a body. What is not as expected is shown as the JSON that it is. */
export const readBody = ({ body, cuts }: SentRequest): SentBody => {
  const all = fieldsOf(parsed(body));
  const { system, tools, messages, ...rest } = all;
  return {
    parameters: Object.entries(rest).map(([name, value]) => [name, JSON.stringify(value)]),
    system:
      typeof system === "string"
        ? [partOf(system, "/system", cuts)]
        : parts(system, "/system", cuts),
    tools: parts(tools, "/tools", cuts),
    messages: listOf(messages).map((message, at) => {
      const { role, content } = fieldsOf(message);
      const pointer = `/messages/${at}`;
      const inner = `${pointer}/content`;
      return {
        pointer,
        role: typeof role === "string" ? role : "",
        parts: Array.isArray(content)
          ? parts(content, inner, cuts)
          : [partOf(content, inner, cuts)],
      };
    }),
  };
};

const parts = (list: unknown, pointer: string, cuts: readonly SentCut[]): readonly SentPart[] =>
  listOf(list).map((each, at) => partOf(each, `${pointer}/${at}`, cuts));

const partOf = (value: unknown, pointer: string, cuts: readonly SentCut[]): SentPart => {
  const fields = fieldsOf(value);
  const kind = typeof fields["type"] === "string" ? fields["type"] : "text";
  const name = typeof fields["name"] === "string" ? fields["name"] : null;
  return {
    pointer,
    kind: pointer.startsWith("/tools/") ? (name ?? kind) : kind,
    text: textOf(value, kind, fields),
    cuts: cuts.filter((cut) => cut.pointer === pointer || cut.pointer.startsWith(`${pointer}/`)),
  };
};

const textOf = (value: unknown, kind: string, fields: Fields): string => {
  if (typeof value === "string") return value;
  const own = kind === "thinking" ? fields["thinking"] : fields["text"];
  if ((kind === "text" || kind === "thinking") && typeof own === "string") {
    // What stands beside the words (a mark for the cache, a signature) is part of what was sent.
    const { type: _type, text: _text, thinking: _thinking, ...beside } = fields;
    return Object.keys(beside).length === 0 ? own : `${own}\n${JSON.stringify(beside)}`;
  }
  return JSON.stringify(value, null, 2) ?? "";
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
};

const fieldsOf = (value: unknown): Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Where the body ends in a line for a shell; JSON on one line cannot hold it as a line of its own. */
const END = "ATELIER_REQUEST";

/** Returns a line for a shell that asks the same, with the key from the environment. */
export const curlOf = ({ url, headers, body }: SentRequest): string => {
  const said = headers.map(({ name, value, with_key }) =>
    with_key ? `  -H "${name}: ${value}$ANTHROPIC_API_KEY"` : `  -H ${quoted(`${name}: ${value}`)}`,
  );
  const lines = [`curl -N ${quoted(url)}`, ...said, `  --data-binary @- <<'${END}'`];
  return `${lines.join(" \\\n")}\n${body}\n${END}\n`;
};

/** Quotes a text for a shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
