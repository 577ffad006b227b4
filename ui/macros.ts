import { transformAsync } from "@babel/core";
import lingui from "@lingui/babel-plugin-lingui-macro";
import type { Plugin } from "vite";

const MACRO = /from "@lingui\/(?:core|react)\/macro"/;

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
      plugins: [[lingui, { stripMessageField: false }]],
    });
    return result?.code ? { code: result.code, map: result.map ?? null } : null;
  },
});
