// The text inside a fenced code block, without its fences and their indentation.

import type { Progress } from "./document";
import type { Fence } from "./scanner";

/**
 * Returns the code of a block. `ending` says whether the source ends with the closing fence, with
 * the end of the text, or is still growing (then a last line that may become the fence is held back).
 */
export function codeText(source: string, fence: Fence, ending: "fenced" | Progress): string {
  const firstBreak = source.indexOf("\n");
  if (firstBreak === -1) return "";
  let end = source.length;
  if (ending === "fenced") {
    const trimmed = source.endsWith("\n") ? end - 1 : end;
    end = Math.max(firstBreak, source.lastIndexOf("\n", trimmed - 1));
  } else {
    if (ending === "growing" && mayBeFence(source, fence)) end = source.lastIndexOf("\n");
    if (source[end - 1] === "\n") end -= 1;
  }
  const body = source.slice(firstBreak + 1, Math.max(end, firstBreak + 1));
  if (fence.indent === 0) return body;
  return body.replace(new RegExp(`^ {1,${fence.indent}}`, "gm"), "");
}

function mayBeFence(source: string, fence: Fence): boolean {
  const line = source.slice(source.lastIndexOf("\n") + 1);
  return line !== "" && (fence.mark === "`" ? /^ {0,3}`*[ \t]*$/ : /^ {0,3}~*[ \t]*$/).test(line);
}
