import { fileURLToPath } from "node:url";
import { type NodePath, type PluginObj, transformAsync, types } from "@babel/core";
import lingui from "@lingui/babel-plugin-lingui-macro";
import type { Plugin } from "vite";

const MACRO = /from "@lingui\/(?:core|react)\/macro"/;
/** Says a sentence that is written as one text. */
const SAID = fileURLToPath(new URL("src/lib/said.ts", import.meta.url));
/** How long an id is; `said` cuts there. */
const ID = 6;

/**
 * Turns `t`, `plural`, `msg` and `Trans` into calls of the catalogue. The sentence stays in the code beside its id: English needs
 * no catalogue, and what is written today is shown before anybody has extracted it.
 */
export const macros = (): Plugin => ({
  name: "atelier-macros",
  enforce: "pre",
  async transform(code, id) {
    if (!MACRO.test(code)) return null;
    const [filename] = id.split("?");
    const result = await transformAsync(code, {
      filename,
      babelrc: false,
      configFile: false,
      sourceMaps: true,
      parserOpts: { plugins: ["typescript", "jsx"] },
      plugins: [[lingui, { stripMessageField: false }], shortened],
    });
    return result?.code ? { code: result.code, map: result.map ?? null } : null;
  },
});

/** Writes `i18n._({ id: "…", message: "…", values })` as `said("……", values)`: most of the page's sentences, and 18 bytes less each. */
const shortened = (): PluginObj => ({
  visitor: {
    Program: {
      exit(program: NodePath<types.Program>) {
        const said = program.scope.generateUidIdentifier("said");
        let used = false;
        program.traverse({
          CallExpression(path) {
            const written = writtenAs(path.node);
            if (!written) return;
            path.replaceWith(types.callExpression(said, written));
            used = true;
          },
        });
        if (!used) return;
        const named = types.importSpecifier(said, types.identifier("said"));
        program.node.body.unshift(types.importDeclaration([named], types.stringLiteral(SAID)));
      },
    },
  },
});

/** What `said` is handed in place of a call; null where it is another call. */
const writtenAs = ({ callee, arguments: [sentence, ...others] }: types.CallExpression) => {
  const isCall =
    types.isMemberExpression(callee) &&
    types.isIdentifier(callee.object) &&
    /^_?i18n\d*$/.test(callee.object.name) &&
    types.isIdentifier(callee.property, { name: "_" });
  if (!isCall || others.length > 0 || !types.isObjectExpression(sentence)) return null;
  const fields = new Map<string, types.Node>();
  for (const it of sentence.properties) {
    if (types.isObjectProperty(it) && types.isIdentifier(it.key)) fields.set(it.key.name, it.value);
    else return null;
  }
  const [id, message, values] = ["id", "message", "values"].map((name) => fields.get(name));
  if (!types.isStringLiteral(id) || !types.isStringLiteral(message)) return null;
  // Whatever else stands there is left as it is.
  if (id.value.length !== ID || fields.size > (values ? 3 : 2)) return null;
  const text = types.stringLiteral(id.value + message.value);
  return types.isExpression(values) ? [text, values] : [text];
};
