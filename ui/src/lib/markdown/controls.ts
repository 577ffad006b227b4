// Characters that change what a person sees without being seen: terminal and line controls,
// reading-direction marks, zero-width characters and the invisible tag alphabet.

/** A run of ordinary text, or one hidden character spelled out as its code point. */
export type TextPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "control"; readonly code: string };

/** Splits text that must be read exactly (code, addresses) so that every hidden character shows. */
export function revealControls(text: string): readonly TextPart[] {
  if (!HIDDEN_IN_CODE.test(text)) return [{ kind: "text", text }];
  return split(text, HIDDEN_IN_CODE_ALL);
}

/** Splits prose: joiners and plain direction marks that scripts and emoji need stay as they are. */
export function revealProseControls(text: string): readonly TextPart[] {
  if (!HIDDEN_IN_PROSE.test(text)) return [{ kind: "text", text }];
  return split(text, HIDDEN_IN_PROSE_ALL);
}

/** Returns the text without any hidden character, as it is safe to paste into a terminal. */
export function stripControls(text: string): string {
  return HIDDEN_IN_CODE.test(text) ? text.replace(HIDDEN_IN_CODE_ALL, "") : text;
}

/** Tells whether the text holds a hidden character. */
export function hasControls(text: string): boolean {
  return HIDDEN_IN_CODE.test(text);
}

// C0 and C1 but tab and line feed, DEL, line and paragraph separators, direction overrides and
// isolates, the tag block.
const PROSE =
  "\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069\\u{e0000}-\\u{e007f}";
// On top of those: soft hyphen, joiners, marks, invisible operators, the byte order mark, fillers.
const CODE = `${PROSE}\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180e\\u200b-\\u200f\\u2060-\\u2065\\u206a-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb`;

const HIDDEN_IN_PROSE = new RegExp(`[${PROSE}]`, "u");
const HIDDEN_IN_PROSE_ALL = new RegExp(`[${PROSE}]`, "gu");
const HIDDEN_IN_CODE = new RegExp(`[${CODE}]`, "u");
const HIDDEN_IN_CODE_ALL = new RegExp(`[${CODE}]`, "gu");

function split(text: string, hidden: RegExp): readonly TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(hidden)) {
    if (match.index > from) parts.push({ kind: "text", text: text.slice(from, match.index) });
    const point = match[0].codePointAt(0) ?? 0;
    parts.push({ kind: "control", code: `U+${point.toString(16).toUpperCase().padStart(4, "0")}` });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ kind: "text", text: text.slice(from) });
  return parts;
}
