// Finds what a person would read and no translator would: texts and names of elements that stand in the code outside of the
// catalogue's macros.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseSync, traverse } from "@babel/core";

/** Attributes and properties whose value is read by a person. */
const READ =
  /^(aria-label|aria-description|aria-roledescription|aria-valuetext|alt|title|placeholder|label|description|text|hint|act|keep|legend|heading|message|why|detail|group)$/;
/** Names are the same in every language. */
const NAMES =
  /^(Atelier|Anthropic|Claude|ChatGPT|Open WebUI|Claude Code|ReasoningBank|AgentBooster|Math Framework|Markdown|JSON|HTML|PDF|CSV|SVG|LaTeX|Mermaid)$/;
const WORDS = /\p{L}{2,}/u;
const SENTENCE = /^\p{Lu}\p{Ll}|\p{L}{2,} \p{L}/u;
const MACROS = new Set(["t", "msg", "plural", "select", "selectOrdinal", "Trans", "Plural"]);

/** Returns where sentences stand outside of the catalogue, in the files below a folder. */
export const leftOver = (folder) =>
  readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.|\.d\.ts$|^(testing|wasm)\//.test(name))
    .flatMap((name) => inFile(join(folder, name), relative(folder, join(folder, name))));

const inFile = (path, name) => {
  const found = [];
  const tree = parseSync(readFileSync(path, "utf8"), {
    filename: path,
    babelrc: false,
    configFile: false,
    parserOpts: { plugins: ["typescript", "jsx"] },
  });
  const note = (node, text) =>
    found.push(
      `${name}:${node.loc.start.line}: not in the catalogue: ${JSON.stringify(text.trim())}`,
    );
  traverse(tree, {
    JSXText(at) {
      const text = at.node.value;
      if (WORDS.test(text) && !NAMES.test(text.trim()) && !inMacro(at)) note(at.node, text);
    },
    "StringLiteral|TemplateElement"(at) {
      const text = at.isStringLiteral() ? at.node.value : at.node.value.raw;
      if (SENTENCE.test(text) && !NAMES.test(text) && isRead(at) && !inMacro(at))
        note(at.node, text);
    },
  });
  return found;
};

/** Whether a text is the value of an attribute or a property that a person reads, or one of a choice of them. */
const isRead = (at) => {
  let inner = at;
  for (let outer = at.parentPath; outer; inner = outer, outer = outer.parentPath) {
    if (outer.isJSXAttribute()) return READ.test(String(outer.node.name.name));
    if (outer.isObjectProperty()) {
      return inner.key === "value" && READ.test(outer.node.key.name ?? outer.node.key.value);
    }
    const passes =
      outer.isJSXExpressionContainer() ||
      outer.isTemplateLiteral() ||
      (outer.isConditionalExpression() && inner.key !== "test") ||
      (outer.isLogicalExpression() && inner.key === "right");
    if (outer.isJSXElement()) return true;
    if (!passes) return false;
  }
  return false;
};

const inMacro = (at) =>
  at.findParent((outer) => {
    if (outer.isTaggedTemplateExpression()) return MACROS.has(outer.node.tag.name);
    if (outer.isCallExpression()) return MACROS.has(outer.node.callee.name);
    return outer.isJSXElement() && MACROS.has(outer.node.openingElement.name.name);
  }) !== null;
